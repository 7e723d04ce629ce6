// Which bundles are built: a fixed table of some 250, so that every program meets every bundler and every generation several of each.
import { PROGRAMS } from './programs.mjs';

/**
 * @typedef {object} Build
 * @property {string} id
 * @property {string} program
 * @property {string} generation
 * @property {'esbuild' | 'webpack' | 'rollup' | 'ncc' | 'rolldown' | 'bun' | 'none'} bundler none: files and node_modules
 * @property {boolean} minify
 * @property {'cjs' | 'esm'} format
 * @property {'main' | 'module'} fields which of a package's builds is preferred
 * @property {boolean} external whether the SDK is left to the runtime
 */

const GENERATIONS = ['g3300', 'g3525', 'g3700', 'g3908', 'gnew'];

const shape = (bundler, traits) => ({
  bundler,
  minify: traits.includes('min'),
  format: traits.includes('esm') ? 'esm' : 'cjs',
  fields: traits.includes('module') ? 'module' : 'main',
  external: traits.includes('external'),
});

const FAST = [
  shape('esbuild', 'cjs main'),
  shape('esbuild', 'min cjs main'),
  shape('rolldown', 'esm module'),
  shape('bun', 'min esm module'),
  shape('esbuild', 'min esm module'),
  shape('rolldown', 'min cjs module'),
  shape('esbuild', 'esm module'),
  shape('bun', 'cjs main'),
  shape('esbuild', 'min cjs module'),
];
const SLOW = [
  shape('webpack', 'min cjs module'),
  shape('rollup', 'esm module'),
  shape('ncc', 'min cjs main'),
  shape('webpack', 'cjs module'),
  shape('rollup', 'min cjs module'),
  shape('ncc', 'cjs main'),
  shape('webpack', 'min esm main'),
];

/** As ES modules, CommonJS programs would export their handler below `default`, where AWS Lambda does not look. */
function buildOf({ name, isCommonJs }, generation, shaped) {
  const { bundler, minify, fields, external } = shaped;
  const format = isCommonJs ? 'cjs' : shaped.format;
  const traits = [format, fields, minify ? 'min' : 'plain', ...(external ? ['external'] : [])];
  const id = `${name}.${generation}.${bundler}.${traits.join('-')}`;
  return { id, program: name, generation, bundler, minify, format, fields, external };
}

const EXTERNAL = [shape('esbuild', 'cjs main external'), shape('esbuild', 'min esm module external')];
const UNBUNDLED = shape('none', 'cjs main');

/** Programs have five generations each; the lists' lengths and the steps below share no factor with five, so that all pairs occur. */
function buildsOfVersion3(programs) {
  const cells = programs.flatMap((program) =>
    GENERATIONS.slice(GENERATIONS.indexOf(program.since ?? GENERATIONS[0])).map((generation) => ({
      program,
      generation,
    })),
  );
  const spread = (isTaken, shapes) =>
    cells
      .filter(isTaken)
      .map(({ program, generation }, index) => buildOf(program, generation, shapes[index % shapes.length]));
  return [
    ...spread((_, index) => index % 6 !== 5, FAST),
    ...spread(({ program }, index) => index % 3 === 0 && !program.heavy, SLOW),
    ...spread((_, index) => index % 7 === 3, EXTERNAL),
    ...spread((_, index) => index % 19 === 7, [UNBUNDLED]),
  ];
}

function buildsOfOthers(program, index) {
  const generation = program.sdk === 2 ? 'v2' : 'gnew';
  if (program.heavy) {
    const made = [FAST[0], FAST[1], FAST[2], FAST[7], ...EXTERNAL];
    return made.map((shaped) => buildOf(program, generation, shaped));
  }
  const made = [FAST[0], FAST[4], SLOW[index % SLOW.length], FAST[(index % 3) + 5]];
  if (program.sdk === 2) made.push(FAST[1], SLOW[(index + 2) % SLOW.length], ...EXTERNAL, UNBUNDLED);
  return made.map((shaped) => buildOf(program, generation, shaped));
}

function allBuilds() {
  const builds = buildsOfVersion3(PROGRAMS.filter(({ sdk }) => sdk === 3));
  return [...builds, ...PROGRAMS.filter(({ sdk }) => sdk !== 3).flatMap(buildsOfOthers)];
}

/** @type {readonly Build[]} */
export const BUILDS = allBuilds();

/** Steps through the plan so that programs and generations vary; no factor of the number of builds. */
const SAMPLE_STEP = 37;

function firstOfEachKind() {
  const kinds = new Set();
  const programs = new Set(['v2-monolith']);
  return BUILDS.map((_, index) => BUILDS[(index * SAMPLE_STEP) % BUILDS.length]).filter(
    ({ bundler, minify, external, program }) => {
      const kind = `${bundler} ${minify} ${external}`;
      if (kinds.has(kind) || programs.has(program)) return false;
      kinds.add(kind);
      programs.add(program);
      return true;
    },
  );
}

/** One of each bundler, minified and not, each of another program. */
export const SAMPLE = firstOfEachKind();

/** Every second bundle from the first is one that rules are made from. The others are scored once, at first contact. */
const HALVES = { even: 0, odd: 1 };

/**
 * The builds that a command line chooses.
 * @param {{ sample?: boolean, half?: string, id?: readonly string[] }} chosen
 * @returns {Build[]}
 */
export function chosenBuilds({ sample, half, id }) {
  if (half !== undefined && !Object.hasOwn(HALVES, half)) throw new Error('--half is even or odd.');
  const ofHalf = new Set(BUILDS.filter((_, at) => half === undefined || at % 2 === HALVES[half]));
  return (sample ? SAMPLE : BUILDS).filter(
    (build) => ofHalf.has(build) && (id?.some((text) => build.id.includes(text)) ?? true),
  );
}
