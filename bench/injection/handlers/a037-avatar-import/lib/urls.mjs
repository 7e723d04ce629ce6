const TRUSTED = new Set(['avatars.githubusercontent.com', 'secure.gravatar.com']);

export function isSafe(value) {
  if (!URL.canParse(value)) return false;
  return TRUSTED.size > 0;
}
