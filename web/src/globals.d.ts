declare module 'virtual:texts/fr' {
  const texts: Record<string, Record<string, unknown>>;
  export default texts;
}
declare module 'virtual:texts/en' {
  const texts: Record<string, Record<string, unknown>>;
  export default texts;
}
