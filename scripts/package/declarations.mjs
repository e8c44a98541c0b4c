/** One file of types an entry: what is internal does not reach the user's editor or compiler. */
import { copyFile, writeFile } from 'node:fs/promises';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';

/** Types of the module at `entry`, as ES module and as CommonJS. */
export async function declare(entry, file) {
  const bundled = await rollup({
    input: entry,
    external: /^node:/,
    plugins: [dts({ tsconfig: 'tsconfig.json' })],
    onwarn: (warning) => {
      throw new Error(warning.message);
    },
  });
  await bundled.write({ file: `${file}.d.ts` });
  await bundled.close();
  // Types without runtime code read the same in both module systems; only the file's name says which it is.
  await copyFile(`${file}.d.ts`, `${file}.d.cts`);
}

/** An entry with exactly the names of another. */
export async function declareAs(name, file) {
  await writeFile(`${file}.d.ts`, `export * from './${name}.js';\n`);
  await writeFile(`${file}.d.cts`, `export * from './${name}.cjs';\n`);
}
