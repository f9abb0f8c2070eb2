import { language } from '@/shared/i18n/language';
import { answeredRefusal } from '@/shared/proof/refusals';
import { accessToken, refresh } from './session';

const pauses = [400, 1200];
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Every call carries language and token; every POST a key, so that a repeat has one effect. */
function dressed(request: Request): Request {
  const headers = new Headers(request.headers);
  headers.set('Accept-Language', language());
  if (request.method !== 'GET') headers.set('X-Requested-With', 'monoclinic');
  if (request.method === 'POST' && !headers.has('Idempotency-Key')) headers.set('Idempotency-Key', crypto.randomUUID());
  return new Request(request, { headers });
}

function send(request: Request): Promise<Response> {
  const attempt = request.clone();
  const token = accessToken();
  if (token) attempt.headers.set('Authorization', `Bearer ${token}`);
  return fetch(attempt);
}

/** A POST may be repeated because its key makes the repeat harmless; reads are retried by the query layer. */
async function sendWithRetries(request: Request): Promise<Response> {
  for (const pause of request.method === 'POST' ? pauses : []) {
    try {
      const answer = await send(request);
      if (answer.status !== 503) return answer;
    } catch (error) {
      if (request.signal.aborted || !navigator.onLine) throw error;
    }
    await sleep(pause);
  }
  return send(request);
}

/** `fetch` as the API client uses it: renews the session once when the token has run out, and asks who it is when told. */
export async function transport(input: Request): Promise<Response> {
  const request = dressed(input);
  const answer = await sendRenewed(request);
  return (await answeredRefusal(answer)) ? sendRenewed(request) : answer;
}

async function sendRenewed(request: Request): Promise<Response> {
  const hadToken = accessToken();
  const answer = await sendWithRetries(request);
  if (answer.status !== 401 || !hadToken) return answer;
  const renewed = accessToken() !== hadToken || (await refresh());
  return renewed ? sendWithRetries(request) : answer;
}
