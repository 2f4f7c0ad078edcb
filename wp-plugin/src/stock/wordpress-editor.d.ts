/** The parts of WordPress's block editor that the block uses. WordPress itself brings them, so no package is installed. */
declare module '@wordpress/blocks' {
  import type { ComponentType } from 'react';

  /** Adds what the editor shows of a block that PHP has registered. */
  export function registerBlockType<Attributes>(
    name: string,
    settings: {
      readonly edit: ComponentType<{
        readonly attributes: Attributes;
        readonly setAttributes: (changes: Partial<Attributes>) => void;
      }>;
    },
  ): void;
}

declare module '@wordpress/block-editor' {
  import type { ComponentType, HTMLAttributes, ReactNode } from 'react';

  /** Shows its children in the settings beside the page. */
  export const InspectorControls: ComponentType<{ readonly children: ReactNode }>;
  /** The attributes of the block's outermost element. */
  export function useBlockProps(): HTMLAttributes<HTMLElement>;
}
