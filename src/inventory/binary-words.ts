/** An add-on's own name among its strings: linkers write it there as `name.node`. */
const ADD_ON = /([\w@+-][\w.@+-]{0,63}\.node)\0/;
/** The script that wasm-bindgen wrote beside a module, which the module imports from. */
const GLUE = /\.\/([\w-]{1,64})_bg\.js/;

/** The name that a binary has among its strings; null without one. */
export function ownNameOf(bytes: Uint8Array): string | null {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return ADD_ON.exec(text)?.[1] ?? GLUE.exec(text)?.[1] ?? null;
}
