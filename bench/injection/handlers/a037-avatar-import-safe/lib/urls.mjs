const TRUSTED = new Set(['avatars.githubusercontent.com', 'secure.gravatar.com']);

export function isSafe(value) {
  if (!URL.canParse(value)) return false;
  const { protocol, host } = new URL(value);
  return protocol === 'https:' && TRUSTED.has(host);
}
