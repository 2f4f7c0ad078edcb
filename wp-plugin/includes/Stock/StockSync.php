<?php
/**
 * The office's stock as WooCommerce's stock.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Stock;

use Kontor\Bridge\Lease;
use Kontor\Bridge\Pairing\Pairing;
use Kontor\Bridge\Problem;
use Kontor\Bridge\Settings;

/**
 * Takes the office's stock over into WooCommerce, if the setting says so: every five minutes that of the articles which
 * have changed, and once a day that of all. It reads page by page and remembers how far it is, so that a run that dies
 * goes on from there.
 */
final class StockSync {
	public const OPTION   = 'kontor_stock_sync';
	private const SECONDS = 20;
	/** The clocks of shop and bridge may differ by a minute, and a change may be written while a run reads. */
	private const OVERLAP_SECONDS = 300;

	/** Takes over what has changed. */
	public static function run(): void {
		$pairing = Pairing::current();
		if ( ! Settings::syncs_stock() ) {
			delete_option( self::OPTION );
			return;
		}
		$lease = null === $pairing || $pairing->is_elsewhere() ? null : Lease::take( 'stock-sync', 120 );
		if ( null === $pairing || null === $lease ) {
			return;
		}
		try {
			$problem = self::read_pages( new ArticlesView( $pairing ) );
		} finally {
			$lease->end();
		}
		if ( null === $problem ) {
			Trouble::end();
		} else {
			Trouble::begin( $problem );
		}
	}

	/**
	 * Reads pages until the last one, or until the time is over. Returns the problem if one cannot be read.
	 *
	 * @param ArticlesView $view The bridge's view.
	 */
	private static function read_pages( ArticlesView $view ): ?Problem {
		$end = time() + self::SECONDS;
		do {
			$run    = self::present_run();
			$answer = $view->read( self::query( $run ) );
			if ( 400 === $answer->status ) {
				// Another version of the bridge may not know this place in the list any more.
				delete_option( self::OPTION );
			}
			$problem = $answer->problem ?? self::take_over( $view, $answer->data['articles'] ?? array() );
			if ( null !== $problem ) {
				return $problem;
			}
			$next         = $answer->data['next'] ?? null;
			$run['after'] = is_string( $next ) ? $next : null;
			$run['ended'] = null === $run['after'];
			update_option( self::OPTION, $run, false );
		} while ( ! $run['ended'] && time() < $end );
		return null;
	}

	/**
	 * Takes over the stock of the articles of a page. The page has only what changed, and another office may have the
	 * same SKU unchanged; so the stock of each SKU is asked for as pages of the shop ask for it.
	 *
	 * @param ArticlesView $view     The bridge's view.
	 * @param array<mixed> $articles The articles.
	 */
	private static function take_over( ArticlesView $view, array $articles ): ?Problem {
		$skus = array_values( array_unique( array_filter( array_column( $articles, 'sku' ), 'is_string' ) ) );
		foreach ( ArticlesView::portions( ShopStock::managed( $skus ) ) as $portion ) {
			$stocks = $view->stock_of( $portion );
			if ( $stocks instanceof Problem ) {
				return $stocks;
			}
			ShopStock::write( $stocks );
		}
		return null;
	}

	/**
	 * The run that has not ended, or else a new one.
	 *
	 * @return array{begun: int, whole: int, since: int|null, after: string|null, ended: bool}
	 */
	private static function present_run(): array {
		$stored = get_option( self::OPTION );
		$stored = is_array( $stored ) ? $stored : array();
		$whole  = (int) ( $stored['whole'] ?? 0 );
		$begun  = (int) ( $stored['begun'] ?? 0 );
		if ( false === ( $stored['ended'] ?? true ) ) {
			return array(
				'begun' => $begun,
				'whole' => $whole,
				'since' => isset( $stored['since'] ) ? (int) $stored['since'] : null,
				'after' => isset( $stored['after'] ) ? (string) $stored['after'] : null,
				'ended' => false,
			);
		}
		$is_whole = $whole <= time() - DAY_IN_SECONDS;
		return array(
			'begun' => time(),
			'whole' => $is_whole ? time() : $whole,
			'since' => $is_whole ? null : $begun - self::OVERLAP_SECONDS,
			'after' => null,
			'ended' => false,
		);
	}

	/**
	 * The parameters of the next page.
	 *
	 * @param array{since: int|null, after: string|null} $run The run.
	 */
	private static function query( array $run ): string {
		$query = array(
			'fields' => 'sku',
			'limit'  => ArticlesView::LARGEST_PAGE,
		);
		if ( null !== $run['since'] ) {
			$query['since'] = gmdate( 'Y-m-d\TH:i:s\Z', $run['since'] );
		}
		if ( null !== $run['after'] ) {
			$query['after'] = $run['after'];
		}
		return http_build_query( $query );
	}
}
