import type { ReactNode } from 'react';

// Stands in for WordPress's block editor, which WordPress brings itself and no package here does.

export const InspectorControls = ({ children }: { readonly children: ReactNode }) => <aside>{children}</aside>;

export const useBlockProps = () => ({ className: 'wp-block-kontor-stock' });
