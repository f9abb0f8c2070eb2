import { language } from '@/shared/i18n/language';
import { toProblem, type Problem } from './problem';
import { accessToken, refresh } from './session';

interface Options {
  method?: 'POST' | 'PUT';
  /** 0 to 1, as the bytes leave. */
  onProgress?: (share: number) => void;
  signal?: AbortSignal;
}

interface Answer {
  status: number;
  body: unknown;
}

/** XMLHttpRequest, because fetch cannot tell how far a body has gone. */
function send(path: string, form: FormData, key: string, { method = 'POST', onProgress, signal }: Options): Promise<Answer> {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open(method, path);
    request.responseType = 'json';
    request.setRequestHeader('Accept-Language', language());
    request.setRequestHeader('X-Requested-With', 'monoclinic');
    request.setRequestHeader('Idempotency-Key', key);
    const token = accessToken();
    if (token) request.setRequestHeader('Authorization', `Bearer ${token}`);
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(total > 0 ? loaded / total : 0);
    request.onload = () => done({ status: request.status, body: request.response as unknown });
    request.onerror = () => fail(new TypeError('The upload did not get through.'));
    request.onabort = () => fail(new DOMException('Stopped', 'AbortError'));
    signal?.addEventListener('abort', () => request.abort());
    request.send(form);
  });
}

/** Sends a form with a file; throws the server's Problem when it is refused. Sent again by itself once the token has run out. */
export async function upload<T>(path: string, form: FormData, options: Options = {}): Promise<T> {
  const key = crypto.randomUUID();
  const hadToken = accessToken();
  let answer = await send(path, form, key, options);
  const renewed = answer.status === 401 && hadToken && (accessToken() !== hadToken || (await refresh()));
  if (renewed) answer = await send(path, form, key, options);
  if (answer.status >= 200 && answer.status < 300) return answer.body as T;
  throw toProblem(answer.body) satisfies Problem;
}
