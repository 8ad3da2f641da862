import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useText } from '../../text/text.ts';
import type { EventName } from './event-dialogs.tsx';

interface EventMenuProps {
  readonly opened: boolean;
  readonly onChange: (opened: boolean) => void;
  readonly names: readonly EventName[];
  readonly onChoose: (name: EventName) => void;
}

/** What can happen to a family, to be recorded. */
export function EventMenu({ opened, onChange, names, onChoose }: EventMenuProps): ReactNode {
  const t = useText();
  return (
    <Menu opened={opened} onChange={onChange} position="bottom-end" shadow="md" transitionProps={{ duration: 0 }} trapFocus withInitialFocusPlaceholder={false}>
      <Menu.Target><Button rightSection={<IconChevronDown size={14} aria-hidden />}>{t('families.record')}</Button></Menu.Target>
      <Menu.Dropdown>
        {names.map((name, index) => <Menu.Item key={name} data-autofocus={index === 0 || undefined} onClick={() => onChoose(name)}>{t(`families.event_${name}`)}</Menu.Item>)}
      </Menu.Dropdown>
    </Menu>
  );
}
