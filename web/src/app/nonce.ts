const written = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;

/** The server's style nonce of this page, whatever it begins with; undefined where no server has written one (development, tests). */
export const nonce = written || undefined;
