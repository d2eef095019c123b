import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconFileSpreadsheet, IconFileText } from '@tabler/icons-react';
import { useRef } from 'react';
import { useFormat } from '../../ui/studio-format.tsx';
import { isFiltered, scopeOf, type UsagePlace } from '../../ui/usage-link.ts';
import { filtersOf } from './entry-filters.ts';
import { startExport } from './start-export.tsx';

type ExportMenuProps = {
  place: UsagePlace;
  /** The chosen credit's name, where there are several. */
  credit: string | undefined;
  /** How many rows the list shows; undefined while it isn't known. */
  rows: number | undefined;
};

/** Writes exactly what the list shows to a file, the summary on top. */
export function ExportMenu({ place, credit, rows }: ExportMenuProps) {
  const format = useFormat();
  // A menu stays to be seen for a moment after a click in it: a second click is none.
  const chosen = useRef(false);
  const begin = (kind: 'xlsx' | 'csv') => {
    if (chosen.current) return;
    chosen.current = true;
    void startExport({ scope: scopeOf(place), ...filtersOf(place), format: kind }, (count) => format.count(count));
  };
  const what = rows === undefined ? '' : `: ${format.count(rows)} ${rows === 1 ? 'row' : 'rows'}`;
  const of = credit === undefined ? '' : ` of ${credit}`;
  return (
    <Menu
      width={260}
      onOpen={() => {
        chosen.current = false;
      }}
    >
      <Menu.Target>
        <Button rightSection={<IconChevronDown size={14} aria-hidden="true" />}>Export</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{`${isFiltered(place) ? 'What the filters show' : 'All usage'}${of}${what}`}</Menu.Label>
        <Menu.Item leftSection={<IconFileSpreadsheet size={18} aria-hidden="true" />} onClick={() => begin('xlsx')}>
          Excel
        </Menu.Item>
        <Menu.Item leftSection={<IconFileText size={18} aria-hidden="true" />} onClick={() => begin('csv')}>
          CSV
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
