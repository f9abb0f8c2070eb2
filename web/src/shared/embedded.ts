/**
 * Whether the app is shown in a frame of another site, or as for one. Asked of the address as the server asks it, so that whatever
 * the server lets be framed is here without a session: a click in a frame may have been led there by whoever shows it.
 */
export const embedded = window.top !== window.self || new URLSearchParams(location.search).getAll('embed').includes('1');
