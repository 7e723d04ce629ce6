import type { VNode } from 'preact';

interface TileView {
  readonly name: string;
  readonly value: string;
  readonly note: string;
  readonly href: string | null;
}

function Tile({ name, value, note, href }: TileView): VNode {
  const content = (
    <>
      <span class="tile-name">{name}</span>
      <span class="tile-value">{value}</span>
      <span class="muted">{note}</span>
    </>
  );
  return href === null ? (
    <div class="tile">{content}</div>
  ) : (
    <a class="tile" href={href}>
      {content}
    </a>
  );
}

/** The numbers that a page is about, each with the way to what it counts. */
export function Tiles({ tiles }: { readonly tiles: readonly TileView[] }): VNode {
  return (
    <div class="tiles">
      {tiles.map((tile) => (
        <Tile key={tile.name} {...tile} />
      ))}
    </div>
  );
}
