<?php
/**
 * The offices' stock on a page.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Stock;

use Kontor\Bridge\Pairing\Pairing;
use Kontor\Bridge\Problem;
use Kontor\Bridge\Settings;

/**
 * Tells a page how much the offices have. At the first question, all SKUs that the page needs are asked for at once;
 * what was read lately is not asked for again. If the bridge is away or too slow, nothing is known.
 */
final class Stock {
	/**
	 * The present page of each site of the network.
	 *
	 * @var array<int, self>
	 */
	private static array $pages = array();

	/**
	 * The stock by SKU; null where nothing is known.
	 *
	 * @var array<array-key, OfficeStock|null>
	 */
	private array $known = array();

	/**
	 * How long this page may wait.
	 *
	 * @var Deadline
	 */
	private Deadline $deadline;

	/** Makes the stock of a page. */
	private function __construct() {
		$this->deadline = new Deadline();
	}

	/** The stock of the present page. */
	public static function of_page(): self {
		return self::$pages[ get_current_blog_id() ] ??= new self();
	}

	/** Forgets the page, as a new request does. */
	public static function forget_page(): void {
		self::$pages = array();
		PageSkus::forget_page();
	}

	/**
	 * The stock of an article; null if nothing is known.
	 *
	 * @param string $sku The SKU.
	 */
	public function of( string $sku ): ?OfficeStock {
		if ( '' === $sku ) {
			return null;
		}
		if ( ! array_key_exists( $sku, $this->known ) ) {
			$this->find( array( $sku ) );
		}
		return $this->known[ $sku ];
	}

	/**
	 * Finds the stock of articles and of all others that the page needs, with one request for what is not kept.
	 *
	 * @param list<string> $skus The SKUs.
	 */
	public function find( array $skus ): void {
		$is_missing = fn ( string $sku ): bool => '' !== $sku && ! array_key_exists( $sku, $this->known );
		if ( array() === array_filter( $skus, $is_missing ) ) {
			return;
		}
		$skus    = array_values( array_unique( array_filter( array( ...$skus, ...PageSkus::all() ), $is_missing ) ) );
		$pairing = Pairing::current();
		if ( null === $pairing || $pairing->is_elsewhere() ) {
			$this->known += array_fill_keys( $skus, null );
			return;
		}
		$this->known += KeptStock::read( $skus, Settings::stock_seconds() );
		foreach ( ArticlesView::portions( array_filter( $skus, $is_missing ) ) as $portion ) {
			$this->known += $this->ask( new ArticlesView( $pairing, $this->deadline ), $portion );
		}
	}

	/**
	 * Asks the bridge, unless this page has waited long enough or a former page has waited in vain.
	 *
	 * @param ArticlesView $view The view.
	 * @param list<string> $skus The SKUs.
	 * @return array<array-key, OfficeStock|null>
	 */
	private function ask( ArticlesView $view, array $skus ): array {
		if ( $this->deadline->is_over() || Trouble::pauses() ) {
			return array_fill_keys( $skus, null );
		}
		$stocks = Deadline::problem() ?? $view->stock_of( $skus );
		if ( $stocks instanceof Problem ) {
			Trouble::begin( $stocks );
			return array_fill_keys( $skus, null );
		}
		Trouble::end();
		KeptStock::write( $stocks );
		return $stocks;
	}
}
