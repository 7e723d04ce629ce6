/** Sections of an ELF file of 64 bits with exported symbols, for `buildElf`. */
export function symbolParts(symbols: readonly (readonly [name: string, address: number])[]) {
  const texts = Buffer.from(`\0${symbols.map(([name]) => `${name}\0`).join('')}`, 'latin1');
  const table = Buffer.alloc(symbols.length * 24);
  let at = 1;
  for (const [index, [name, address]] of symbols.entries()) {
    table.writeUInt32LE(at, index * 24);
    table.writeBigUInt64LE(BigInt(address), index * 24 + 8);
    at += name.length + 1;
  }
  return [
    { name: '.dynsym', bytes: table, address: 0x1000 },
    { name: '.dynstr', bytes: texts, address: 0x2000 },
  ];
}
