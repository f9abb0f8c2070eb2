import { createTheme, localStorageColorSchemeManager, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';
import { t } from '@/shared/i18n/shared';

const pine: MantineColorsTuple = ['#e9f5f4', '#d3e8e6', '#a6d2cf', '#76bbb7', '#4ba39f', '#2e8f8b', '#1f807d', '#0e5a5e', '#0b4b4f', '#073a3d'];
const apricot: MantineColorsTuple = ['#fff4e9', '#fde3cb', '#fbcfa3', '#f7b97a', '#f0a45d', '#e08a3c', '#c4661a', '#9d4f12', '#7c3d0c', '#552907'];
const gray: MantineColorsTuple = ['#f7f5ee', '#efece3', '#e5e1d6', '#d8d3c5', '#c2bcac', '#9a978c', '#6b7274', '#566164', '#303c3e', '#182224'];
const dark: MantineColorsTuple = ['#e7eded', '#cbd6d6', '#a3b1b2', '#76878a', '#2a3a3c', '#223033', '#162224', '#10191a', '#0c1314', '#080d0e'];
const red: MantineColorsTuple = ['#fdf1ee', '#fbe6e1', '#f5c7bd', '#eea395', '#e58372', '#d8604b', '#c24631', '#a8321f', '#862617', '#611a0f'];

const font = "'Atkinson Hyperlegible Next Variable', system-ui, -apple-system, 'Segoe UI', sans-serif";

const dialogHeader = { header: { role: 'presentation' } };

export const theme = createTheme({
  colors: { pine, apricot, gray, dark, red },
  primaryColor: 'pine',
  // White on the lighter shade fails contrast in the dark theme.
  primaryShade: { light: 7, dark: 6 },
  black: '#182224',
  fontFamily: font,
  fontFamilyMonospace: "ui-monospace, 'SFMono-Regular', Menlo, monospace",
  fontSizes: { xs: '13px', sm: '14px', md: '15px', lg: '17px', xl: '20px' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.5', lg: '1.5', xl: '1.4' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '4px', sm: '8px', md: '10px', lg: '12px', xl: '16px' },
  defaultRadius: 'sm',
  shadows: { xs: 'none', sm: 'none', md: '0 2px 8px rgb(24 34 36 / 8%)', lg: '0 4px 16px rgb(24 34 36 / 10%)', xl: '0 8px 24px rgb(24 34 36 / 12%)' },
  headings: {
    fontFamily: font,
    fontWeight: '700',
    sizes: { h1: { fontSize: '22px', lineHeight: '1.3' }, h2: { fontSize: '17px', lineHeight: '1.35' }, h3: { fontSize: '15px', lineHeight: '1.4' } },
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' }, styles: { label: { fontWeight: 650 } } },
    Checkbox: { defaultProps: { radius: 'xs' } },
    Paper: { defaultProps: { withBorder: true, radius: 'lg' } },
    Card: { defaultProps: { withBorder: true, radius: 'lg' } },
    // The placeholder is a focusable child that a menu must not have.
    Menu: { defaultProps: { radius: 'md', shadow: 'md', withInitialFocusPlaceholder: false } },
    Tooltip: { defaultProps: { openDelay: 400, withinPortal: true } },
    // A dialog's <header> would be a second banner of the page.
    Drawer: { defaultProps: { attributes: dialogHeader, position: 'right', padding: 'lg', overlayProps: { backgroundOpacity: 0.28 } } },
    Modal: { defaultProps: { attributes: dialogHeader, padding: 'lg', radius: 'lg', centered: true, overlayProps: { backgroundOpacity: 0.28 } } },
    // A function, because the language can change.
    PasswordInput: { defaultProps: () => ({ visibilityToggleButtonProps: { 'aria-label': t('action.showPassword') } }) },
    Anchor: { defaultProps: { underline: 'not-hover' } },
  },
});

/** Mantine's own surfaces (cards, drawers, menus) take the card colour; the page behind them is paper. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#182224',
    '--mantine-color-dimmed': '#566164',
    '--mantine-color-error': '#a8321f',
    '--mantine-color-placeholder': '#6b7274',
    '--mantine-color-default-border': '#d8d3c5',
    '--mantine-color-anchor': '#0e5a5e',
  },
  dark: {
    '--mantine-color-body': '#162224',
    '--mantine-color-text': '#e7eded',
    '--mantine-color-dimmed': '#a3b1b2',
    '--mantine-color-error': '#f2a193',
    '--mantine-color-placeholder': '#91a1a2',
    '--mantine-color-default-border': '#3a4c4f',
    '--mantine-color-anchor': '#7fd0cb',
    '--mantine-color-default': '#10191a',
  },
});

/** The same key as boot.js reads before the first paint. */
export const themeManager = localStorageColorSchemeManager({ key: 'monoclinic.theme' });
