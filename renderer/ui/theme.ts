import { Button, createTheme, Input, Modal, PasswordInput, SegmentedControl, Select, Textarea, TextInput, Tooltip } from '@mantine/core';

const teal = ['#e3f1f1', '#cfe5e5', '#a5cfcf', '#79b8b8', '#4fb3b0', '#2d8f90', '#17797b', '#0e6a6c', '#0b5c5f', '#084a4d'] as const;

/** Mantine as a ledger: system type, a 4 px grid, small radii, no shadows but on what floats. Colours: tokens.css. */
export const theme = createTheme({
  fontFamily: '"Segoe UI Variable Text", "Segoe UI", system-ui, "Noto Sans", "Liberation Sans", "DejaVu Sans", sans-serif',
  fontFamilyMonospace: '"Cascadia Mono", Consolas, "Noto Sans Mono", "Liberation Mono", monospace',
  colors: { teal },
  primaryColor: 'teal',
  primaryShade: { light: 8, dark: 4 },
  defaultRadius: 4,
  fontSizes: { xs: '12px', sm: '14px', md: '14px', lg: '15px', xl: '20px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  headings: { fontWeight: '600' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({ defaultProps: { size: 'compact-md', fz: 14, fw: 600, h: 32, px: 12 } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'sm' } }),
    PasswordInput: PasswordInput.extend({ defaultProps: { size: 'sm' } }),
    Textarea: Textarea.extend({ defaultProps: { size: 'sm' } }),
    Select: Select.extend({ defaultProps: { size: 'sm', withCheckIcon: true, allowDeselect: false, comboboxProps: { transitionProps: { duration: 0 }, shadow: 'md' } } }),
    Input: Input.extend({ defaultProps: { size: 'sm' } }),
    SegmentedControl: SegmentedControl.extend({ defaultProps: { size: 'sm', transitionDuration: 0 } }),
    Modal: Modal.extend({ defaultProps: { centered: true, transitionProps: { duration: 0 }, radius: 6, overlayProps: { backgroundOpacity: 0.35 } } }),
    Tooltip: Tooltip.extend({ defaultProps: { transitionProps: { duration: 0 }, openDelay: 300, withArrow: false } }),
  },
});
