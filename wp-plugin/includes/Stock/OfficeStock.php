<?php
/**
 * The stock of an article.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Stock;

/** How much of an article the office has for sale, and when the office said so. */
final class OfficeStock {
	/**
	 * Makes a stock.
	 *
	 * @param Quantity $quantity How much there is.
	 * @param int      $as_of    When the office said so, in seconds since 1970.
	 */
	public function __construct( public readonly Quantity $quantity, public readonly int $as_of ) {}

	/**
	 * The sum of both, as old as the older one.
	 *
	 * @param self $other The stock of other goods with the same SKU.
	 */
	public function plus( self $other ): self {
		return new self( $this->quantity->plus( $other->quantity ), min( $this->as_of, $other->as_of ) );
	}

	/** The stock as a sentence in the shop's language. A time of another day is told with its date. */
	public function sentence(): string {
		$format = (string) get_option( 'time_format' );
		if ( wp_date( 'Ymd', $this->as_of ) !== wp_date( 'Ymd' ) ) {
			$format = get_option( 'date_format' ) . ' ' . $format;
		}
		$time = (string) wp_date( $format, $this->as_of );
		if ( ! $this->quantity->is_positive() ) {
			/* translators: %s: a time such as 14:05 */
			return sprintf( __( 'Not in stock at the office, as of %s', 'kontor-bridge' ), $time );
		}
		/* translators: 1: a quantity, 2: a time such as 14:05 */
		return sprintf( __( '%1$s in stock at the office, as of %2$s', 'kontor-bridge' ), $this->quantity->words(), $time );
	}

	/**
	 * The stock as HTML. It has the classes of WooCommerce's own stock, so that a theme's colours fit.
	 *
	 * @param string $classes Further classes.
	 */
	public function html( string $classes = '' ): string {
		return sprintf( '<p class="%s">%s</p>', esc_attr( rtrim( "stock {$this->css_class()} kontor-stock $classes" ) ), esc_html( $this->sentence() ) );
	}

	/** WooCommerce's class for such a stock. */
	public function css_class(): string {
		return $this->quantity->is_positive() ? 'in-stock' : 'out-of-stock';
	}
}
