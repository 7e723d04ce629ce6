/** Name of the file in which Netlify's build lists its functions. */
export const MANIFEST = 'manifest.json';
