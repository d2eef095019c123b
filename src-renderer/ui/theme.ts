import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';

const accentShades: MantineColorsTuple = [
  '#e3f2ef',
  '#c9e6e1',
  '#9dd3ca',
  '#5cc4b5',
  '#38a698',
  '#1d8a7d',
  '#0b6e63',
  '#095c53',
  '#074a43',
  '#053a34',
]; // prettier-ignore

/** Colours that Mantine would take from its own palette come from tokens.css, so that a control and the page around it never disagree. */
const resolveVariant: VariantColorsResolver = (input) => {
  const colour = input.color === 'red' ? 'danger' : 'accent';
  const own = input.color === undefined || input.color === 'red' || input.color === input.theme.primaryColor;
  if (!own) return defaultVariantColorsResolver(input);
  const line = '1px solid transparent';
  switch (input.variant) {
    case 'filled':
      return {
        background: `var(--${colour})`,
        hover: `var(--${colour}-hover)`,
        color: `var(--on-${colour})`,
        border: line,
      };
    case 'light':
      return {
        background: `var(--${colour}-bg)`,
        hover: `var(--${colour}-bg)`,
        color: `var(--${colour})`,
        border: line,
      };
    case 'subtle':
      return {
        background: 'transparent',
        hover: 'var(--hover)',
        color: colour === 'danger' ? 'var(--danger)' : 'var(--ink)',
        border: line,
      };
    case 'outline':
      return {
        background: 'transparent',
        hover: `var(--${colour}-bg)`,
        color: `var(--${colour})`,
        border: `1px solid var(--${colour})`,
      };
    default:
      return defaultVariantColorsResolver(input);
  }
};

const shared = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--soft)',
  '--mantine-color-bright': 'var(--ink)',
  '--mantine-color-placeholder': 'var(--faint)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-error': 'var(--danger)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line)',
  '--mantine-color-disabled': 'var(--line2)',
  '--mantine-color-disabled-color': 'var(--faint)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-filled-hover': 'var(--accent-hover)',
  '--mantine-primary-color-light': 'var(--accent-bg)',
  '--mantine-primary-color-light-hover': 'var(--accent-bg)',
  '--mantine-primary-color-light-color': 'var(--accent)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
  '--mantine-color-accent-filled': 'var(--accent)',
  '--mantine-color-accent-filled-hover': 'var(--accent-hover)',
  '--mantine-color-accent-light': 'var(--accent-bg)',
  '--mantine-color-accent-light-hover': 'var(--accent-bg)',
  '--mantine-color-accent-light-color': 'var(--accent)',
  '--mantine-color-accent-outline': 'var(--accent)',
};

/** Hands tokens.css to Mantine's own variables; the tokens switch with the scheme, so both get the same map. What lies under the pointer has a shade of Mantine's own in each scheme. */
export const resolveCssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: { ...shared, '--mantine-color-gray-0': 'var(--hover)' },
  dark: { ...shared, '--mantine-color-dark-6': 'var(--hover)' },
});

/** The look of every Mantine control: Inter, 4-px grid, one accent, quiet lines. */
export const theme = createTheme({
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  headings: { fontFamily: "'Inter Variable', system-ui, sans-serif", fontWeight: '650' },
  colors: { accent: accentShades },
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 3 },
  variantColorResolver: resolveVariant,
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  defaultRadius: 'md',
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '20px', xl: '28px' },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.35', sm: '1.45', md: '1.45', lg: '1.5', xl: '1.5' },
  shadows: { md: 'var(--shadow-raised)', lg: 'var(--shadow-raised)', xl: 'var(--shadow-raised)' },
  components: {
    Button: { defaultProps: { size: 'sm' } },
    ActionIcon: { defaultProps: { variant: 'subtle', size: 'lg' } },
    // The list itself scrolls (mantine.css): a region around it would be one more that the keyboard can't reach.
    Select: { defaultProps: { withScrollArea: false } },
    Menu: { defaultProps: { withInitialFocusPlaceholder: false, shadow: 'md', radius: 'lg', position: 'bottom-end' } },
    Modal: {
      defaultProps: {
        radius: 'lg',
        centered: true,
        overlayProps: { color: 'var(--veil)', backgroundOpacity: 1 },
      },
    },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false } },
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'description', 'input', 'error'] } },
  },
});
