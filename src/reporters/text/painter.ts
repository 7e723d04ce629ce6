import picocolors from 'picocolors';
import type { Presentation } from '../reporter.js';
import type { Cell, Look, Tone } from './layout.js';

/** Opens or closes a terminal hyperlink. https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda */
function osc8(url: string): string {
  return `\u001b]8;;${url}\u001b\\`;
}

/** The URL if it may stand behind a link: web only, in ASCII, and not so long that a terminal drops it. */
function safeUrl(link: string): string | null {
  const url = URL.canParse(link) ? new URL(link) : null;
  if (!url || !['https:', 'http:'].includes(url.protocol)) return null;
  return /^[\x21-\x7e]{1,2000}$/.test(url.href) ? url.href : null;
}

/** How text looks in this presentation. Without colour and links it stays as it is. */
export function lookOf({ colour, links, width }: Presentation): Look {
  const c = picocolors.createColors(colour);
  const tones: Readonly<Record<Tone, (text: string) => string>> = {
    critical: (text) => c.bold(c.red(text)),
    high: c.red,
    medium: c.yellow,
    low: c.cyan,
    unknown: c.magenta,
    strong: c.bold,
    dim: c.dim,
    alert: (text) => c.bold(c.yellow(text)),
  };
  return {
    width,
    paint(text: string, { tone, link }: Cell): string {
      const toned = tone ? tones[tone](text) : text;
      const url = links && link !== undefined ? safeUrl(link) : null;
      return url === null ? toned : osc8(url) + toned + osc8('');
    },
  };
}
