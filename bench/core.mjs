// The core as the package uses it, and one step below: its columns, before they are objects.
import cloudreve from '../providers/cloudreve.json';
import dodo from '../providers/dodo.json';
import klaim from '../providers/klaim.json';
import nametrust from '../providers/nametrust.json';
import nebula from '../providers/nebula.json';
import { PageView, resultText } from '../js/src/wasm/columns.ts';
import { createCore } from '../js/src/wasm/core.ts';
import { startCore } from '../js/src/wasm/embind.ts';

const definitions = { cloudreve, dodo, klaim, nametrust, nebula };
const HISTORY = 0;
const encoder = new TextEncoder();

/** For each vendor: bytes to entries, and bytes to columns. `memoryBytes` is all of the WASM's memory. */
export async function openCore(wasm) {
  const { glue, memory } = await startCore(await WebAssembly.compile(wasm));
  const core = createCore(glue, memory);
  const view = glue.view();
  return {
    memoryBytes: () => core.memoryBytes(),
    vendor(id) {
      const definition = JSON.stringify(definitions[id]);
      const baseUrl = 'https://vendor.example';
      const provider = core.compile(definition, { baseUrl });
      const text = encoder.encode(definition);
      const more = encoder.encode(`${baseUrl}\0`);
      const address = glue.textBuffer(text.length + more.length);
      memory.refresh().bytes.set(text, address);
      memory.bytes.set(more, address + text.length);
      const handle = glue.compile(text.length, more.length);
      return {
        entries: (body) =>
          provider.readPage('history', { status: 200, headers: [], body }, false).entries,
        columns(body) {
          const address = glue.bodyBuffer(body.byteLength);
          memory.refresh().bytes.set(body, address);
          if (glue.readPage(handle, HISTORY, 200, 0, body.byteLength, 0) === 0) {
            throw new Error(resultText(memory, view));
          }
          return new PageView(memory, view);
        },
      };
    },
  };
}
