import { useLayoutEffect, useState } from 'preact/hooks';
import { useMedia } from './media.js';

type Theme = 'light' | 'dark';

const STORED = 'stowaway-theme';

/** Pages from disk may have no storage: then the choice holds until the page is closed. */
function storedTheme(): Theme | null {
  try {
    const stored = localStorage.getItem(STORED);
    return stored === 'light' || stored === 'dark' ? stored : null;
  } catch {
    return null;
  }
}

function storeTheme(theme: Theme): void {
  try {
    localStorage.setItem(STORED, theme);
  } catch {
    // See storedTheme.
  }
}

/** The theme that is shown, and how to change it: the system's until one is chosen. */
export function useTheme(): readonly [theme: Theme, choose: (theme: Theme) => void] {
  const isDark = useMedia('(prefers-color-scheme: dark)');
  const [chosen, setChosen] = useState(storedTheme);
  const theme = chosen ?? (isDark ? 'dark' : 'light');
  // Before anything is painted: no flash of the other colours.
  useLayoutEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  return [
    theme,
    (next) => {
      storeTheme(next);
      setChosen(next);
    },
  ];
}
