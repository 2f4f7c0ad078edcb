<?php
/**
 * Functions for themes and other plugins.
 *
 * @package Kontor
 */

defined( 'ABSPATH' ) || exit;

/**
 * How much of an article the office has: the quantity as exact text, such as `12` or `0.5`, and when the office said so.
 * Null if the office does not know the article, keeps no stock of it, or cannot be asked now. Never waits longer than
 * 300 milliseconds on a page.
 *
 * @param WC_Product|string $sku_or_product A product or variation, or a SKU.
 * @return array{quantity: string, as_of: DateTimeImmutable}|null
 */
function kontor_stock( $sku_or_product ) {
	$sku   = $sku_or_product instanceof WC_Product ? $sku_or_product->get_sku() : (string) $sku_or_product;
	$stock = \Kontor\Bridge\Stock\Stock::of_page()->of( $sku );
	return null === $stock ? null : array(
		'quantity' => $stock->quantity->text(),
		'as_of'    => new DateTimeImmutable( '@' . $stock->as_of ),
	);
}
