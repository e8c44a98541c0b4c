/** Loads the core that `make wasm` built: from sources there is no core.wasm beside the loader. */
import { readFile } from 'node:fs/promises';
import { init } from '../../../../js/src/index.js';

await init(await readFile(new URL('../../../../build/wasm/core.wasm', import.meta.url)));

export * from '../../../../js/src/index.js';
