/** The built-in providers' definitions as the package loads them: without what only a reader of the file needs. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

const readers = ['$schema', '$comment', 'docs'];

/** A copy without comments, links to documents, and descriptions of parameters. */
function slim(value, name) {
  if (Array.isArray(value)) {
    return value.map((item) => slim(item));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const members = Object.entries(value).filter(([member]) => !readers.includes(member));
  return Object.fromEntries(
    members.map(([member, inner]) =>
      name === 'params' ? [member, withoutDescription(slim(inner))] : [member, slim(inner, member)],
    ),
  );
}

function withoutDescription(parameter) {
  const copy = { ...parameter };
  delete copy.description;
  return copy;
}

const file = /\/providers\/[a-z]+\.json$/;

/** As a module: of one that is JSON, esbuild exports each member by its name too. */
export async function slimDefinition(path) {
  return `export default ${JSON.stringify(slim(JSON.parse(await readFile(path, 'utf8'))))}`;
}

/** Bundles definitions slim. */
export const slimDefinitions = {
  name: 'slim-definitions',
  setup({ onLoad }) {
    onLoad({ filter: file }, async ({ path }) => ({
      contents: await slimDefinition(path),
      loader: 'js',
    }));
  },
};

/** Leaves each definition in a module of its own, which bundlers of the user's split off. */
export const definitionsBeside = {
  name: 'definitions-beside',
  setup({ onResolve }) {
    onResolve({ filter: file }, ({ path }) => ({
      path: `./providers/${basename(path, '.json')}.js`,
      external: true,
    }));
  },
};
