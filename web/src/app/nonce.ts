const written = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;

/** The server's style nonce of this page; undefined where no server has written one (development, tests). */
export const nonce = written && !written.startsWith('__') ? written : undefined;
