import { expiredSessions, removeSessions } from './sessions.mjs';
import { removeOldUploads } from './uploads.mjs';
import { count } from './metrics.mjs';

export const handler = async () => {
  const before = Math.floor(Date.now() / 1000) - 30 * 86_400;
  let sessions = 0;
  for await (const page of expiredSessions(before)) {
    await removeSessions(page);
    sessions += page.length;
  }
  const uploads = await removeOldUploads(before);
  await Promise.all([count('sessions', sessions), count('uploads', uploads)]);
  return { sessions, uploads };
};
