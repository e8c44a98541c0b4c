/** The core's memory as typed arrays. They are made once: for a small page, making them would cost as much as reading it. */
export class CoreMemory {
  bytes!: Uint8Array<ArrayBuffer>;
  words!: Int32Array<ArrayBuffer>;
  doubles!: Float64Array<ArrayBuffer>;
  readonly #memory: WebAssembly.Memory;

  constructor(memory: WebAssembly.Memory) {
    this.#memory = memory;
    this.#look();
  }

  /** To be called after each call that may have allocated: memory that grows leaves arrays of length 0 behind. */
  refresh(): this {
    if (this.bytes.length === 0) {
      this.#look();
    }
    return this;
  }

  #look(): void {
    const { buffer } = this.#memory;
    this.bytes = new Uint8Array(buffer);
    this.words = new Int32Array(buffer);
    this.doubles = new Float64Array(buffer);
  }
}
