/** Bytes between offsets that are counted beforehand. */
const STEP = 256;

const CONTINUATION = 0x80;
const LEAD_OF_TWO = 0xc0;
const LEAD_OF_FOUR = 0xf0;

/** Code units of the characters that begin in [from, to) of valid UTF-8. */
function unitsIn(bytes: Uint8Array, from: number, to: number): number {
  let units = 0;
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at]!;
    if (byte < CONTINUATION) units += 1;
    else if (byte >= LEAD_OF_FOUR) units += 2;
    else if (byte >= LEAD_OF_TWO) units += 1;
  }
  return units;
}

/** Returns a function from an offset in valid UTF-8 to the one in its text, in UTF-16 code units. */
export function unitOffsets(bytes: Uint8Array): (offset: number) => number {
  const before = new Uint32Array(Math.floor(bytes.length / STEP) + 1);
  for (let block = 1; block < before.length; block += 1)
    before[block] = before[block - 1]! + unitsIn(bytes, (block - 1) * STEP, block * STEP);
  return (offset) => {
    const block = Math.floor(offset / STEP);
    return before[block]! + unitsIn(bytes, block * STEP, offset);
  };
}
