<?php
namespace Kontor\Bridge\Tests;

use Kontor\Bridge\Pairing\Pairing;
use Kontor\Bridge\Settings;
use Kontor\Bridge\Shop\SiteHealth;
use Kontor\Bridge\Stock\KeptStock;
use Kontor\Bridge\Stock\Stock;
use Kontor\Bridge\Stock\Trouble;

final class StockReadingTest extends StockTest {
	private const TOKEN    = 'POST /v1/shops/s1/views/token';
	private const ARTICLES = 'GET /v1/shops/s1/views/articles';

	public function test_a_signed_request_gets_the_token_that_reads_the_articles(): void {
		$this->tells( self::article( 'LUPE-3X', '12' ) );
		$this->assertSame( '12', self::on_page( 'LUPE-3X' ) );
		$this->assertSame( array( self::TOKEN, self::ARTICLES ), self::asked() );
		list( $token, $articles ) = array_column( Site::$now->requests, 'args' );
		$this->assertSame( '{}', $token['body'] );
		$this->assertArrayHasKey( 'kontor-proof', $token['headers'] );
		$this->assertSame( 'Bearer first', $articles['headers']['authorization'] );
		$this->assertArrayNotHasKey( 'kontor-proof', $articles['headers'] );
	}

	public function test_a_token_is_used_until_a_minute_before_its_end(): void {
		$this->tells( self::article( 'A', '1' ) );
		self::on_page( 'A' );
		self::on_new_page( 'B' );
		$this->assertSame( array( self::TOKEN, self::ARTICLES, self::ARTICLES ), self::asked() );
		$this->bridge->answers = array( 'GET /views/articles' => $this->bridge->answers['GET /views/articles'] );
		$this->gives_token( 'second', 59 );
		delete_option( 'kontor_reader_token' );
		self::on_new_page( 'C' );
		self::on_new_page( 'D' );
		$this->assertSame( array( self::TOKEN, self::ARTICLES, self::TOKEN, self::ARTICLES ), array_slice( self::asked(), 3 ) );
	}

	public function test_a_token_of_another_pairing_is_not_used(): void {
		$this->tells();
		self::on_page( 'A' );
		$other = new Pairing( FakeBridge::URL, $this->pairing->bridge_key, 's2', $this->pairing->site, time(), $this->pairing->key );
		$other->store();
		self::on_new_page( 'B' );
		$this->assertSame( 'POST /v1/shops/s2/views/token', self::asked()[2] );
	}

	public function test_a_refused_token_is_replaced_once(): void {
		$refusal = array(
			'code'  => 'token.expired',
			'cause' => 'The token has expired.',
		);
		$this->gives_token( 'second' );
		$this->tells();
		$this->bridge->answers( 'GET /views/articles', $refusal, 401 );
		$this->tells( self::article( 'A', '3' ) );
		self::on_page( 'B' );
		$this->assertSame( '3', self::on_new_page( 'A' ) );
		$this->assertSame( array( self::ARTICLES, self::TOKEN, self::ARTICLES ), array_slice( self::asked(), 2 ) );
		$this->assertSame( 'Bearer second', Site::$now->requests[4]['args']['headers']['authorization'] );

		$this->bridge->answers['GET /views/articles'] = array();
		$this->bridge->answers( 'GET /views/articles', $refusal, 401 );
		$this->assertNull( self::on_new_page( 'C' ) );
		$this->assertSame( array( self::ARTICLES, self::TOKEN, self::ARTICLES ), array_slice( self::asked(), 5 ) );
		$this->assertSame( 'token.expired', Trouble::problem()?->code );
	}

	public function test_what_was_read_lately_is_not_asked_for_again(): void {
		$this->tells( self::article( 'A', '1' ), self::article( '77', '2.5' ) );
		Stock::of_page()->find( array( 'A', '77', 'unknown' ) );
		$this->assertSame( array( 'A', '77', 'unknown' ), self::asked_for() );
		$this->assertSame( 1, self::database()->writes['kontor_stock'] );
		$reads = self::database()->reads;
		Stock::forget_page();
		Stock::of_page()->find( array( 'A', '77', 'unknown' ) );
		$this->assertSame( 1, self::database()->reads - $reads );
		$this->assertSame( array( '1', '2.5', null ), array( self::on_page( 'A' ), self::on_page( '77' ), self::on_page( 'unknown' ) ) );
		$this->assertSame( strtotime( self::AS_OF ), kontor_stock( 'A' )['as_of']->getTimestamp() );
		$this->assertCount( 2, Site::$now->requests );
	}

	public function test_skus_that_differ_in_case_only_are_two_articles(): void {
		$this->tells( self::article( 'a', '1' ), self::article( 'A', '2' ) );
		Stock::of_page()->find( array( 'a', 'A' ) );
		$this->assertSame( array( '1', '2' ), array( self::on_new_page( 'a' ), self::on_new_page( 'A' ) ) );
	}

	public function test_what_was_read_longer_ago_than_the_setting_says_is_asked_for_again(): void {
		Settings::change( array( 'stock_seconds' => 30 ) );
		$this->tells( self::article( 'A', '1' ) );
		$this->tells( self::article( 'A', '2' ) );
		$this->assertSame( '1', self::on_page( 'A' ) );
		$this->assertSame( '1', self::on_new_page( 'A' ) );
		self::database()->query( sprintf( "UPDATE wp_kontor_stock SET read_gmt = '%s'", gmdate( 'Y-m-d H:i:s', time() - 31 ) ) );
		$this->assertSame( '2', self::on_new_page( 'A' ) );
	}

	public function test_a_long_list_is_asked_for_in_portions(): void {
		$this->tells();
		Stock::of_page()->find( array_map( static fn ( int $number ): string => "SKU-$number", range( 1, 250 ) ) );
		$this->assertSame( array( 100, 100, 50 ), array_map( static fn ( int $number ): int => count( self::asked_for( $number ) ), array( 1, 2, 3 ) ) );
	}

	/** @dataProvider sums */
	public function test_articles_with_the_same_sku_count_together_if_all_have_a_number( array $articles, ?string $quantity ): void {
		$this->tells( ...$articles );
		$this->assertSame( $quantity, self::on_page( 'A' ) );
	}

	public function sums(): array {
		return array(
			'one'                           => array( array( self::article( 'A', '12' ) ), '12' ),
			'less free than there is'       => array( array( self::article( 'A', '8', '12' ) ), '8' ),
			'what is free is not told'      => array( array( self::article( 'A', null, '12' ) ), '12' ),
			'two offices'                   => array( array( self::article( 'A', '0.1' ), self::article( 'A', '0.2' ), self::article( 'A', '1' ) ), '1.3' ),
			'one keeps no stock'            => array( array( self::article( 'A', '5' ), self::article( 'A', null ), self::article( 'A', '5' ) ), null ),
			'the first keeps no stock'      => array( array( self::article( 'A', null ), self::article( 'A', '5' ) ), null ),
			'only the other keeps stock'    => array( array( self::article( 'B', '5' ) ), null ),
			'a number that nobody can read' => array( array( self::article( 'A', '1e3' ) ), null ),
			'owed to customers'             => array( array( self::article( 'A', '-2.5' ) ), '-2.5' ),
		);
	}

	public function test_a_sum_is_as_old_as_its_oldest_number(): void {
		$this->tells( self::article( 'A', '1', null, '2026-03-02 10:00 UTC' ), self::article( 'A', '1', null, '2026-03-01 10:00 UTC' ) );
		$this->assertSame( '2026-03-01', kontor_stock( 'A' )['as_of']->format( 'Y-m-d' ) );
	}

	public function test_after_a_failure_the_next_pages_do_not_ask_for_some_seconds(): void {
		Site::$now->server = static fn () => new \WP_Error( 'http_request_failed', 'cURL error 7: Failed to connect' );
		$this->assertNull( self::on_page( 'A' ) );
		$this->assertNull( self::on_new_page( 'A' ) );
		$this->assertNull( self::on_new_page( 'B' ) );
		$this->assertCount( 1, Site::$now->requests );
		$this->assertSame( 'bridge.unreachable', Trouble::problem()?->code );
	}

	public function test_one_page_tries_after_the_pause_and_ends_the_trouble(): void {
		$over = array(
			'until'   => time() - 1,
			'at'      => time() - 20,
			'problem' => Pairing::elsewhere()->stored(),
		);
		update_option( Trouble::OPTION, $over );
		$this->assertFalse( Trouble::pauses() );
		$this->assertTrue( Trouble::pauses() );
		update_option( Trouble::OPTION, $over );
		$this->tells( self::article( 'A', '4' ) );
		$this->assertSame( '4', self::on_page( 'A' ) );
		$this->assertNull( Trouble::problem() );
	}

	public function test_a_problem_that_was_not_met_for_an_hour_is_shown_no_longer(): void {
		Trouble::begin( Pairing::elsewhere() );
		$this->assertSame( 'site.elsewhere', Trouble::problem()?->code );
		update_option( Trouble::OPTION, array( 'at' => time() - HOUR_IN_SECONDS - 1 ) + get_option( Trouble::OPTION ) );
		$this->assertNull( Trouble::problem() );
	}

	public function test_site_health_tells_the_problem_until_the_bridge_has_answered(): void {
		$health = new SiteHealth();
		$this->assertContains( 'kontor_stock', array_keys( $health->add( array() )['direct'] ) );
		$this->assertSame( 'good', $health->stock()['status'] );
		Trouble::begin( Pairing::elsewhere() );
		$this->assertSame( 'recommended', $health->stock()['status'] );
		$this->assertStringContainsString( '(site.elsewhere)', $health->stock()['description'] );
		Trouble::end();
		$this->assertSame( 'good', $health->stock()['status'] );
	}

	public function test_an_hourly_task_deletes_what_is_a_day_old(): void {
		$this->tells();
		Stock::of_page()->find( array( 'A', 'B' ) );
		self::database()->query( sprintf( "UPDATE wp_kontor_stock SET read_gmt = '%s' WHERE sku_hash = '%s'", gmdate( 'Y-m-d H:i:s', time() - DAY_IN_SECONDS - 1 ), hash( 'sha256', 'A' ) ) );
		KeptStock::sweep();
		$this->assertSame( array( hash( 'sha256', 'B' ) ), self::database()->get_col( 'SELECT sku_hash FROM wp_kontor_stock' ) );
	}

	public function test_a_copy_of_the_shop_asks_nothing(): void {
		update_option( 'home', 'https://copy.example' );
		$this->assertNull( self::on_page( 'A' ) );
		$this->assertSame( array(), Site::$now->requests );
		$this->assertNull( Trouble::problem() );
	}

	public function test_a_shop_that_is_not_paired_asks_nothing_and_keeps_no_token(): void {
		$this->tells();
		self::on_page( 'A' );
		Pairing::forget( false );
		$this->assertFalse( get_option( 'kontor_reader_token' ) );
		$this->assertNull( self::on_new_page( 'B' ) );
		$this->assertCount( 2, Site::$now->requests );
	}

	public function test_a_token_that_is_removed_on_the_way_is_explained(): void {
		$refusal = array(
			'code'  => 'proof.missing',
			'cause' => 'The request has no kontor-proof header.',
		);
		$this->bridge->answers( 'GET /views/articles', $refusal, 401 );
		$this->assertNull( self::on_page( 'A' ) );
		$this->assertSame( 'stock.no_token', Trouble::problem()?->code );
		$this->assertStringContainsString( 'removes the header Authorization', Trouble::problem()->cause );
	}

	/** @dataProvider strangers */
	public function test_an_answer_without_articles_is_trouble( string $request, array $data ): void {
		array_unshift( $this->bridge->answers[ $request ], Site::answer( 200, (string) json_encode( (object) $data ) ) );
		$this->assertNull( self::on_page( 'A' ) );
		$this->assertSame( 'bridge.other_version', Trouble::problem()?->code );
	}

	public function strangers(): array {
		return array(
			'for the token'   => array( 'POST /views/token', array( 'status' => 'ok' ) ),
			'without its end' => array( 'POST /views/token', array( 'token' => 'first' ) ),
		);
	}

	public function test_an_object_of_another_server_in_place_of_the_articles_is_trouble(): void {
		$this->bridge->answers( 'GET /views/articles', array( 'status' => 'ok' ) );
		$this->assertNull( self::on_page( 'A' ) );
		$this->assertSame( 'bridge.other_version', Trouble::problem()?->code );
	}
}
