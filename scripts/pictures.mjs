/**
 * Makes the pictures of README out of the demo: `node scripts/pictures.mjs` (needs Chromium). The terminal is an SVG of what the scan
 * prints, cut to its first functions and its last lines; the HTML report is shown on a wide screen and on a phone, in both colours.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { projectFolder } from './set-up.mjs';

const OUTPUT = join(projectFolder, 'docs/pictures');
const TARGET = 'build/demo/.serverless';
const [CHARACTER_WIDTH, LINE_HEIGHT, MARGIN] = [8.2, 18, 16];
/** The colours of a dark terminal, by the codes that picocolors writes. */
const COLOURS = {
  31: '#ff7b72',
  32: '#7ee787',
  33: '#e3b341',
  34: '#79c0ff',
  35: '#d2a8ff',
  36: '#76e3ea',
  90: '#8b949e',
};

function escapeXml(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** What each code of picocolors does to a style: 0 ends all, 22 weight, 39 colour. https://www.ecma-international.org/publications-and-standards/standards/ecma-48/ */
const STYLES = new Map([
  ['0', () => ({})],
  ['1', (style) => ({ ...style, bold: true })],
  ['2', (style) => ({ ...style, dim: true })],
  ['22', (style) => ({ ...style, bold: false, dim: false })],
  ['39', (style) => ({ ...style, colour: undefined })],
  ...Object.entries(COLOURS).map(([code, colour]) => [code, (style) => ({ ...style, colour })]),
]);

/** A style after some escape codes, `1;31`. */
function styledBy(style, codes) {
  return codes.split(';').reduce((before, code) => STYLES.get(code || '0')?.(before) ?? before, style);
}

/** Pieces of a line, each with the style that escape codes before it set. */
function piecesOf(line) {
  const pieces = [];
  let style = {};
  let column = 0;
  for (const part of line.split(/(\u001b\[[\d;]*m)/)) {
    const codes = /^\u001b\[([\d;]*)m$/.exec(part)?.[1];
    if (codes !== undefined) style = styledBy(style, codes);
    else if (part !== '') {
      pieces.push({ text: part, style, column });
      column += [...part].length;
    }
  }
  return pieces;
}

function pieceAsSvg({ text, style, column }, row) {
  const attributes = [
    `x="${(MARGIN + column * CHARACTER_WIDTH).toFixed(1)}" y="${MARGIN + (row + 1) * LINE_HEIGHT}"`,
    `textLength="${([...text].length * CHARACTER_WIDTH).toFixed(1)}"`,
    ...(style.bold ? ['font-weight="bold"'] : []),
    ...(style.dim ? ['opacity="0.65"'] : []),
    ...(style.colour ? [`fill="${style.colour}"`] : []),
  ];
  return `<text ${attributes.join(' ')} xml:space="preserve">${escapeXml(text)}</text>`;
}

function withoutCodes(text) {
  return text.replaceAll(/\u001b\[[\d;]*m/g, '');
}

function terminalSvg(lines) {
  const columns = Math.max(...lines.map((line) => withoutCodes(line).length));
  const width = MARGIN * 2 + columns * CHARACTER_WIDTH;
  const height = MARGIN * 2 + (lines.length + 1) * LINE_HEIGHT;
  const texts = lines.flatMap((line, row) => piecesOf(line).map((piece) => pieceAsSvg(piece, row)));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="A scan in a terminal">
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
<g fill="#e6edf3" font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,monospace" font-size="13.5">
${texts.join('\n')}
</g>
</svg>
`;
}

function scan(...more) {
  const run = spawnSync(process.execPath, ['dist/cli/main.js', 'scan', TARGET, ...more], {
    cwd: projectFolder,
    encoding: 'utf8',
    env: { ...process.env, FORCE_COLOR: '1' },
  });
  if (run.status !== 1) throw new Error(`The scan of the demo ended with ${run.status}: ${run.stderr}`);
  return run.stdout;
}

/** A function with a layer, one that is a bundle, and the end. */
function shownLines(output) {
  const blocks = output.trimEnd().split('\n\n');
  const functions = blocks.filter((block) =>
    /^\W*hr-intake-prod-(?:extract-text|screen-cv)/.test(withoutCodes(block).trim()),
  );
  const chosen = [...functions, blocks.at(-1) ?? ''];
  return ['$ stowaway scan .serverless/', '', ...chosen.join('\n\n').split('\n')];
}

/** Screens as people have them, and the page that each shows. */
const SCREENS = [
  { name: 'report', width: 1280, height: 800, hash: '#/findings' },
  { name: 'phone', width: 390, height: 844, hash: '#/findings' },
];

async function screenshots(file) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  for (const { name, hash, ...viewport } of SCREENS)
    for (const colorScheme of ['light', 'dark']) {
      const page = await browser.newPage({ viewport, colorScheme });
      await page.goto(pathToFileURL(file).href + hash);
      await page.locator('h1').waitFor();
      await page.screenshot({ path: join(OUTPUT, `${name}-${colorScheme}.png`) });
      await page.close();
    }
  await browser.close();
}

mkdirSync(OUTPUT, { recursive: true });
writeFileSync(join(OUTPUT, 'terminal.svg'), terminalSvg(shownLines(scan())));
const report = join(projectFolder, 'build/demo/report.html');
scan('--output', `html=${report}`);
await screenshots(report);
