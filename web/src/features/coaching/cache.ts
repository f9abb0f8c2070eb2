import type { InfiniteData } from '@tanstack/react-query';
import { queries } from '@/shared/api';
import { toastProblem } from '@/shared/ui/toast';
import { likePost, unlikePost, type Comment, type Post } from './api';

interface Page<T> { items: T[]; next?: string }
type Pages<T> = InfiniteData<Page<T>>;

const about = (path: string) => ({ predicate: ({ queryKey }: { queryKey: readonly unknown[] }) => queryKey[1] === path });
const inPages = <T>(data: Pages<T> | undefined, change: (items: T[]) => T[]) => data && { ...data, pages: data.pages.map((page) => ({ ...page, items: change(page.items) })) };

/** Changes a post wherever it is on screen: in every list, and on its own page. */
export function patchPost(id: string, change: (post: Post) => Post): void {
  const one = (post: Post) => (post.id === id ? change(post) : post);
  queries.setQueriesData<Pages<Post>>(about('/api/posts'), (data) => inPages(data, (items) => items.map(one)));
  queries.setQueriesData<Post>(about('/api/posts/{id}'), (data) => data && one(data));
}

export function dropPost(id: string): void {
  queries.setQueriesData<Pages<Post>>(about('/api/posts'), (data) => inPages(data, (items) => items.filter((post) => post.id !== id)));
}

const commentsOf = (postId: string) => ({
  predicate: ({ queryKey }: { queryKey: readonly unknown[] }) =>
    queryKey[1] === '/api/posts/{id}/comments' && (queryKey[2] as { params: { path: { id: string } } }).params.path.id === postId,
});

export function changeComments(postId: string, change: (items: Comment[]) => Comment[]): void {
  queries.setQueriesData<Pages<Comment>>(commentsOf(postId), (data) => inPages(data, change));
}

/** Adds a comment at the end of what is read so far. */
export function addComment(postId: string, comment: Comment): void {
  queries.setQueriesData<Pages<Comment>>(commentsOf(postId), (data) =>
    data && { ...data, pages: data.pages.map((page, index) => (index === data.pages.length - 1 ? { ...page, items: [...page.items, comment] } : page)) });
  patchPost(postId, (post) => ({ ...post, comments: post.comments + 1 }));
}

export function dropComment(postId: string, id: string, counted = true): void {
  changeComments(postId, (items) => items.filter((comment) => comment.id !== id));
  if (counted) patchPost(postId, (post) => ({ ...post, comments: Math.max(0, post.comments - 1) }));
}

/** Reads all posts again: after a refusal that tells that what is on screen is old. */
export const rereadPosts = () => queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).startsWith('/api/posts') });

const underWay = new Set<string>();

/** The heart answers at once; when the server refuses, it goes back and says why. */
export async function toggleLike(post: Post): Promise<void> {
  if (underWay.has(post.id)) return;
  underWay.add(post.id);
  const liked = !post.liked;
  patchPost(post.id, (now) => ({ ...now, liked, likes: Math.max(0, now.likes + (liked ? 1 : -1)) }));
  try {
    const standing = await (liked ? likePost(post.id) : unlikePost(post.id));
    patchPost(post.id, (now) => ({ ...now, ...standing }));
  } catch (error) {
    patchPost(post.id, (now) => ({ ...now, liked: post.liked, likes: post.likes }));
    toastProblem(error);
  } finally {
    underWay.delete(post.id);
  }
}
