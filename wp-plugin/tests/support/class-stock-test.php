<?php
/**
 * The base class of the tests about the office's stock.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Tests;

use Kontor\Bridge\Pairing\Pairing;
use Kontor\Bridge\Stock\Stock;

/** Each test has a paired shop whose bridge gives tokens. */
abstract class StockTest extends PluginTest {
	/** When the office said so, in the tests: today at 14:05 in the shop's zone. @var string */
	protected const AS_OF = 'today 14:05 Europe/Oslo';

	/** The pairing. @var Pairing */
	protected Pairing $pairing;

	protected function setUp(): void {
		parent::setUp();
		update_option( 'time_format', 'H:i' );
		update_option( 'date_format', 'Y-m-d' );
		do_action( 'wp' );
		$this->pairing = $this->paired();
		$this->gives_token( 'first' );
	}

	/** Has the bridge give this token, for five minutes, after those that it was to give before. */
	protected function gives_token( string $token, int $seconds = 300 ): void {
		$data = array(
			'token'   => $token,
			'expires' => gmdate( 'Y-m-d\TH:i:s.000\Z', time() + $seconds ),
		);
		$this->bridge->answers( 'POST /views/token', $data );
	}

	/** Has the bridge answer with these articles. */
	protected function tells( array ...$articles ): void {
		$data = array(
			'next'     => null,
			'articles' => $articles,
		);
		$this->bridge->answers( 'GET /views/articles', $data );
	}

	/** An article as the bridge tells it. */
	protected static function article( string $sku, ?string $available, ?string $stock = null, string $as_of = self::AS_OF ): array {
		return array(
			'connection' => 'c1',
			'sku'        => $sku,
			'stock'      => $stock ?? $available,
			'available'  => $available,
			'asOf'       => gmdate( 'Y-m-d\TH:i:s.000\Z', strtotime( $as_of ) ),
		);
	}

	/** The quantity that a page shows; null if it knows none. */
	protected static function on_page( string $sku ): ?string {
		return kontor_stock( $sku )['quantity'] ?? null;
	}

	/** The quantity that a new page shows; null if it knows none. */
	protected static function on_new_page( string $sku ): ?string {
		Stock::forget_page();
		return self::on_page( $sku );
	}

	/** Method and path of the requests so far. */
	protected static function asked(): array {
		return array_map( static fn ( array $request ): string => $request['args']['method'] . ' ' . strtok( substr( $request['url'], strlen( FakeBridge::URL ) ), '?' ), Site::$now->requests );
	}

	/** The SKUs of a request, or of the last one. */
	protected static function asked_for( ?int $number = null ): array {
		$request = Site::$now->requests[ $number ?? count( Site::$now->requests ) - 1 ];
		preg_match_all( '/[?&]sku=([^&]*)/', $request['url'], $found );
		return array_map( 'rawurldecode', $found[1] );
	}
}
