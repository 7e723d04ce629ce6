/** What Netlify's build calls the list of its functions. */
export const MANIFEST = 'manifest.json';
