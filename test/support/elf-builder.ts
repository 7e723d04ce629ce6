/** An ELF file of 64 bits as far as readers of headers look. */
export interface MadeElf {
  readonly machine?: number;
  /** Whether it has a table of symbols. */
  readonly symbols?: boolean;
}

const HEADER = 64;
const SECTION = 64;

interface MadeSection {
  readonly type: number;
  readonly flags: number;
  readonly content: Buffer;
}

function sectionHeader({ type, flags, content }: MadeSection, offset: number): Buffer {
  const header = Buffer.alloc(SECTION);
  header.writeUInt32LE(type, 4);
  header.writeBigUInt64LE(BigInt(flags), 8);
  header.writeBigUInt64LE(BigInt(offset), 24);
  header.writeBigUInt64LE(BigInt(content.length), 32);
  return header;
}

export function elfWith({ machine = 62, symbols = false }: MadeElf): Buffer {
  const sections: MadeSection[] = [
    { type: 0, flags: 0, content: Buffer.alloc(0) },
    { type: 3, flags: 2, content: Buffer.from('\0x\0') },
    ...(symbols ? [{ type: 2, flags: 0, content: Buffer.alloc(48) }] : []),
  ];
  const header = Buffer.alloc(HEADER);
  Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]).copy(header);
  header.writeUInt16LE(3, 16);
  header.writeUInt16LE(machine, 18);
  const bytes = sections.reduce((sum, { content }) => sum + content.length, 0);
  header.writeBigUInt64LE(BigInt(HEADER + bytes), 40);
  header.writeUInt16LE(SECTION, 58);
  header.writeUInt16LE(sections.length, 60);
  let offset = HEADER;
  const headers = sections.map((section) => {
    const made = sectionHeader(section, offset);
    offset += section.content.length;
    return made;
  });
  return Buffer.concat([header, ...sections.map(({ content }) => content), ...headers]);
}
