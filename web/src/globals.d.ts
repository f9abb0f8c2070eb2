declare module 'virtual:texts/fr' {
  const texts: Record<string, Record<string, unknown>>;
  export default texts;
}
declare module 'virtual:texts/en' {
  const texts: Record<string, Record<string, unknown>>;
  export default texts;
}

declare module 'swagger-ui-dist/swagger-ui-es-bundle.js' {
  export default function SwaggerUI(options: Record<string, unknown>): unknown;
}
