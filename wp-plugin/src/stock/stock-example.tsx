import { InspectorControls, useBlockProps } from '@wordpress/block-editor';
import { PanelBody, TextControl } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';

/** What an author chooses for the block: the article's SKU; empty for the product of the page. */
export interface StockAttributes {
  readonly sku: string;
}

interface Props {
  readonly attributes: StockAttributes;
  readonly setAttributes: (changes: Partial<StockAttributes>) => void;
}

/** The block in the editor: an example, since the page asks the office only when a visitor sees it. */
export function StockExample({ attributes, setAttributes }: Props) {
  return (
    <div {...useBlockProps()}>
      <InspectorControls>
        <PanelBody title={__('Article', 'kontor-bridge')}>
          <TextControl
            label={__('SKU', 'kontor-bridge')}
            help={__('Leave it empty to show the product of the page.', 'kontor-bridge')}
            value={attributes.sku}
            onChange={(sku) => setAttributes({ sku })}
            __nextHasNoMarginBottom
            __next40pxDefaultSize
          />
        </PanelBody>
      </InspectorControls>
      <p className="stock in-stock kontor-stock">
        {/* translators: 1: a quantity, 2: a time such as 14:05 */}
        {sprintf(__('%1$s in stock at the office, as of %2$s', 'kontor-bridge'), '12', '14:05')}
      </p>
    </div>
  );
}
