export { api, byCursor, client, ifMatch, type Schema } from './client';
export { fetchFile, openFile, saveFile, useFile, withQuery } from './file';
export { useApiForm } from './form';
export { isTransient, problemText, toProblem, type Problem } from './problem';
export { invalidate, queries } from './queries';
export { upload } from './upload';
export { hasRole, useSession, useUser, type Role, type User } from './session';
