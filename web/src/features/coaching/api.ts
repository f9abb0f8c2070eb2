import { api, byCursor, client, ifMatch, type Schema } from '@/shared/api';
import type { Body } from '@/shared/api/body';
import { answer } from '@/shared/editing/answer';

export type Post = Schema['Post'];
export type Comment = Schema['Comment'];
export type Coach = Schema['Coach'];

export interface FeedQuery {
  followed?: boolean;
  mine?: boolean;
  reported?: boolean;
  hidden?: boolean;
  coach_id?: string;
}

type Headers = Record<string, string>;
const of = (id: string) => ({ path: { id } });
const at = (id: string, comment_id: string) => ({ path: { id, comment_id } });

// Posts
export const useFeed = (query: FeedQuery) => api.useInfiniteQuery('get', '/api/posts', { params: { query: { ...query, limit: 20 } } }, byCursor);
export const usePost = (id: string) => api.useQuery('get', '/api/posts/{id}', { params: of(id) });
export const writePost = (body: Body<'post', '/api/posts'>, headers: Headers): Promise<Post> => answer(client.POST('/api/posts', { body, headers }));
export const editPost = (post: Post, body: Body<'patch', '/api/posts/{id}'>): Promise<Post> =>
  answer(client.PATCH('/api/posts/{id}', { params: of(post.id), body, headers: ifMatch(post) }));
export const deletePost = (id: string) => answer(client.DELETE('/api/posts/{id}', { params: of(id) }));
export const likePost = (id: string): Promise<Schema['Standing']> => answer(client.POST('/api/posts/{id}/like', { params: of(id) }));
export const unlikePost = (id: string): Promise<Schema['Standing']> => answer(client.DELETE('/api/posts/{id}/like', { params: of(id) }));

// Comments
export const useComments = (id: string) => api.useInfiniteQuery('get', '/api/posts/{id}/comments', { params: { ...of(id), query: { limit: 50 } } }, byCursor);
export const writeComment = (id: string, text: string): Promise<Comment> => answer(client.POST('/api/posts/{id}/comments', { params: of(id), body: { text } }));
export const editComment = (id: string, comment: Comment, text: string): Promise<Comment> =>
  answer(client.PATCH('/api/posts/{id}/comments/{comment_id}', { params: at(id, comment.id), body: { text }, headers: ifMatch(comment) }));
export const deleteComment = (id: string, comment: string) => answer(client.DELETE('/api/posts/{id}/comments/{comment_id}', { params: at(id, comment) }));

// Moderation
export type Report = Body<'post', '/api/posts/{id}/report'>;
export const reportPost = (id: string, body: Report) => answer(client.POST('/api/posts/{id}/report', { params: of(id), body }));
export const reportComment = (id: string, comment: string, body: Report) =>
  answer(client.POST('/api/posts/{id}/comments/{comment_id}/report', { params: at(id, comment), body }));
export const useReports = (id: string) => api.useInfiniteQuery('get', '/api/posts/{id}/reports', { params: of(id) }, byCursor);
export const settleReports = (id: string): Promise<Post> => answer(client.DELETE('/api/posts/{id}/reports', { params: of(id) }));
export const hidePost = (id: string, reason: string): Promise<Post> => answer(client.POST('/api/posts/{id}/hide', { params: of(id), body: reason ? { reason } : {} }));
export const unhidePost = (id: string): Promise<Post> => answer(client.DELETE('/api/posts/{id}/hide', { params: of(id) }));
export const hideComment = (id: string, comment: string): Promise<Comment> =>
  answer(client.POST('/api/posts/{id}/comments/{comment_id}/hide', { params: at(id, comment) }));
export const unhideComment = (id: string, comment: string): Promise<Comment> =>
  answer(client.DELETE('/api/posts/{id}/comments/{comment_id}/hide', { params: at(id, comment) }));
export const pinPost = (id: string): Promise<Post> => answer(client.POST('/api/posts/{id}/pin', { params: of(id) }));
export const unpinPost = (id: string): Promise<Post> => answer(client.DELETE('/api/posts/{id}/pin', { params: of(id) }));

// Coaches
export const useCoaches = (specialty?: string) => api.useInfiniteQuery('get', '/api/coaches', { params: { query: { specialty, limit: 100 } } }, byCursor);
export const useCoach = (id: string) => api.useQuery('get', '/api/coaches/{id}', { params: of(id) });
export const follow = (id: string) => answer(client.POST('/api/coaches/{id}/follow', { params: of(id) }));
export const unfollow = (id: string) => answer(client.DELETE('/api/coaches/{id}/follow', { params: of(id) }));
export const useMyPage = () => api.useQuery('get', '/api/coaches/me');
export const readMyPage = (): Promise<Schema['Profile']> => answer(client.GET('/api/coaches/me'));
export const saveMyPage = (body: Body<'put', '/api/coaches/me'>, headers: Headers) => answer(client.PUT('/api/coaches/me', { body, headers }));

// Specialties
export const useSpecialties = () => api.useInfiniteQuery('get', '/api/specialties', { params: { query: { limit: 200 } } }, byCursor);
export const readSpecialty = (id: string): Promise<Schema['Specialty']> => answer(client.GET('/api/specialties/{id}', { params: of(id) }));
export const addSpecialty = (body: Body<'post', '/api/specialties'>, headers: Headers) => answer(client.POST('/api/specialties', { body, headers }));
export const saveSpecialty = (id: string, body: Body<'post', '/api/specialties'>, headers: Headers) =>
  answer(client.PUT('/api/specialties/{id}', { params: of(id), body, headers }));
export const removeSpecialty = (id: string) => answer(client.DELETE('/api/specialties/{id}', { params: of(id) }));

/** Where everyone may fetch a public image. */
export const imageUrl = (id: string) => `/api/media/public/${id}`;
