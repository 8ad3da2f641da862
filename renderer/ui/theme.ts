import { Button, createTheme, defaultVariantColorsResolver, Input, ModalOverlay, ModalRoot, MultiSelect, PasswordInput, SegmentedControl, Select, Textarea, TextInput, Tooltip } from '@mantine/core';
import type { VariantColorsResolver } from '@mantine/core';
import type { KeyboardEvent } from 'react';

const teal = ['#e3f1f1', '#cfe5e5', '#a5cfcf', '#79b8b8', '#4fb3b0', '#2d8f90', '#17797b', '#0e6a6c', '#0b5c5f', '#084a4d'] as const;

/** Mantine's own greys, so that its parts match tokens.css: index 4 borders inputs at 3:1. */
const gray = ['#f5f6f6', '#eceeee', '#e3e6e7', '#d6dbdc', '#7d888b', '#6f7a7d', '#586467', '#465154', '#2c3437', '#1a2023'] as const;
const dark = ['#e5e9ea', '#b7c1c3', '#9caaad', '#8b989c', '#78858a', '#343c3f', '#1b2022', '#1b2022', '#14181a', '#0d1011'] as const;

/** Text on the accent stays legible in the dark theme, where the accent is light; red buttons are red words. */
const buttonColours: VariantColorsResolver = (input) => {
  const colours = defaultVariantColorsResolver(input);
  if (input.color === 'red') return { ...colours, background: 'var(--t-block-soft)', hover: 'var(--t-block-soft)', color: 'var(--t-block)', border: '1px solid var(--t-block-line)' };
  if (input.variant === 'filled') return { ...colours, background: 'var(--t-accent)', hover: 'color-mix(in srgb, var(--t-accent) 88%, black)', color: 'var(--t-on-accent)' };
  return colours;
};

/** Escape closes the open list of a field, and not the page or the dialogue around it. */
function keepEscape(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key === 'Escape' && event.currentTarget.getAttribute('aria-expanded') === 'true') event.stopPropagation();
}

/** Enter takes the option that is marked. Once none is, the next Enter would store a form that is still being filled in. */
function keepEnter(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key === 'Enter') event.preventDefault();
  keepEscape(event);
}

/** Mantine as a ledger: system type, a 4 px grid, small radii, no shadows but on what floats. Colours: tokens.css. */
export const theme = createTheme({
  fontFamily: '"Segoe UI Variable Text", "Segoe UI", system-ui, "Noto Sans", "Liberation Sans", "DejaVu Sans", sans-serif',
  fontFamilyMonospace: '"Cascadia Mono", Consolas, "Noto Sans Mono", "Liberation Mono", monospace',
  colors: { teal, gray, dark },
  primaryColor: 'teal',
  primaryShade: { light: 8, dark: 4 },
  defaultRadius: 4,
  fontSizes: { xs: '12px', sm: '14px', md: '14px', lg: '15px', xl: '20px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  headings: { fontWeight: '600' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  variantColorResolver: buttonColours,
  components: {
    Button: Button.extend({ defaultProps: { size: 'compact-md', fz: 14, fw: 600, h: 32, px: 12 } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'sm' } }),
    PasswordInput: PasswordInput.extend({ defaultProps: { size: 'sm' } }),
    Textarea: Textarea.extend({ defaultProps: { size: 'sm' } }),
    // The list itself scrolls, not a box inside it: what reads the screen knows the one, and would stop at the other.
    Select: Select.extend({ styles: { options: { maxHeight: 220, overflowY: 'auto' } }, defaultProps: { size: 'sm', withScrollArea: false, withCheckIcon: true, allowDeselect: false, selectFirstOptionOnChange: true, onKeyDown: keepEscape, comboboxProps: { transitionProps: { duration: 0 }, shadow: 'md' } } }),
    MultiSelect: MultiSelect.extend({ defaultProps: { selectFirstOptionOnChange: true, onKeyDown: keepEnter, comboboxProps: { transitionProps: { duration: 0 }, shadow: 'md' } } }),
    Input: Input.extend({ defaultProps: { size: 'sm' } }),
    InputDescription: Input.Description.extend({ defaultProps: { fz: 13, mb: 4 } }),
    InputError: Input.Error.extend({ defaultProps: { fz: 13 } }),
    SegmentedControl: SegmentedControl.extend({ defaultProps: { size: 'sm', transitionDuration: 0 }, styles: { root: { flexWrap: 'wrap', maxWidth: '100%', backgroundColor: 'var(--t-shade)' }, indicator: { backgroundColor: 'var(--t-paper)' } } }),
    ModalRoot: ModalRoot.extend({ defaultProps: { centered: true, transitionProps: { duration: 0 }, radius: 6 } }),
    ModalOverlay: ModalOverlay.extend({ defaultProps: { backgroundOpacity: 0.35 } }),
    Tooltip: Tooltip.extend({ defaultProps: { transitionProps: { duration: 0 }, openDelay: 300, withArrow: false } }),
  },
});
