import { vi } from 'vitest';

/** Uploads that are answered what is told; jsdom's own would need a network. Gives the forms that were sent. */
export function uploadsAnswer(status: number, response: unknown): FormData[] {
  const sent: FormData[] = [];
  class FakeRequest {
    upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {};
    status = status;
    response = response;
    responseType = '';
    onload?: () => void;
    open() {}
    setRequestHeader() {}
    abort() {}
    send(form: FormData) {
      sent.push(form);
      this.upload.onprogress?.({ loaded: 1, total: 2 });
      setTimeout(() => this.onload?.());
    }
  }
  vi.stubGlobal('XMLHttpRequest', FakeRequest);
  return sent;
}
