<?php
/**
 * The base class of the unit tests.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Tests;

use Kontor\Bridge\Bridge\Key;
use Kontor\Bridge\Pairing\Pairing;
use Kontor\Bridge\Schema;
use Kontor\Bridge\Stock\Stock;
use PHPUnit\Framework\TestCase;

/** Each test begins with a new site, in which the plugin's tables are empty. */
abstract class PluginTest extends TestCase {
	/** The bridge, if the test has one. @var FakeBridge */
	protected FakeBridge $bridge;

	/** Makes the site. */
	protected function setUp(): void {
		Site::$now          = new Site();
		Site::$now->options = array_map( 'serialize', Site::$now->options );
		$GLOBALS['wpdb']    = new Database(); // phpcs:ignore WordPress.WP.GlobalVariablesOverride -- Its double.
		$_POST              = array();
		$_REQUEST           = array();
		Schema::ensure();
		Stock::forget_page();
	}

	/** Pairs the site with a bridge. */
	protected function paired(): Pairing {
		$this->bridge = new FakeBridge();
		$pairing      = new Pairing( FakeBridge::URL, $this->bridge->key->id(), 's1', 'https://shop.example', time(), Key::make() );
		$pairing->store();
		return $pairing;
	}

	/** The `$wpdb` of this test. */
	protected static function database(): Database {
		return $GLOBALS['wpdb'];
	}

	/**
	 * The outbox's rows by order.
	 *
	 * @return array<int, array<string, string|null>>
	 */
	protected static function outbox(): array {
		return array_column( self::database()->get_results( 'SELECT * FROM wp_kontor_outbox ORDER BY order_id' ), null, 'order_id' );
	}

	/**
	 * The parsed body of the last request.
	 *
	 * @return array<string, mixed>
	 */
	protected static function last_body(): array {
		return json_decode( end( Site::$now->requests )['args']['body'], true );
	}
}
