declare module 'virtual:texts/*' {
  const texts: Record<string, Record<string, unknown>>;
  export default texts;
  /** Scopes of which `more` has the rest. */
  export const late: string[];
}

declare module 'swagger-ui-dist/swagger-ui-es-bundle.js' {
  export default function SwaggerUI(options: Record<string, unknown>): unknown;
}
