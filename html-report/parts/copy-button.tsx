import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';

/** How long the button says that it is done, in milliseconds. */
const SAID = 2000;

/** Where the clipboard is closed to pages from disk, the text is selected and copied as by hand. */
function copySelected(element: HTMLElement): boolean {
  const selection = getSelection();
  if (!selection) return false;
  selection.selectAllChildren(element);
  // The only way without a secure context. https://developer.mozilla.org/en-US/docs/Web/API/Document/execCommand
  return document.execCommand('copy');
}

async function copyText(text: string, element: HTMLElement | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return element !== null && copySelected(element);
  }
}

/** A command with a button that copies it. */
export function Command({ text }: { readonly text: string }): VNode {
  const code = useRef<HTMLElement | null>(null);
  const [said, setSaid] = useState('');
  const copy = async (): Promise<void> => {
    setSaid((await copyText(text, code.current)) ? 'Copied' : 'Not copied: select it');
    setTimeout(() => setSaid(''), SAID);
  };
  return (
    <span class="command">
      <code ref={code}>{text}</code>
      <button type="button" class="plain copy-button" aria-label={`Copy ${text}`} onClick={() => void copy()}>
        {said === '' ? 'Copy' : said}
      </button>
      <span class="unseen" role="status">
        {said}
      </span>
    </span>
  );
}
