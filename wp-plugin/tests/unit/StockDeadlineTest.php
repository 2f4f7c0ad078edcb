<?php
namespace Kontor\Bridge\Tests;

use Kontor\Bridge\Stock\Deadline;
use Kontor\Bridge\Stock\Trouble;

/** What a page does while the bridge accepts connections and says nothing. */
final class StockDeadlineTest extends StockTest {
	/** A server that accepts connections and never answers. @var resource */
	private $hung;

	/** How many milliseconds each request waited, as cURL says. @var list<int> */
	private array $waited = array();

	protected function setUp(): void {
		parent::setUp();
		$this->hung = stream_socket_server( 'tcp://127.0.0.1:0' );
	}

	/** Sends requests as WordPress does: with a limit of whole seconds, and with its action for the cURL handle. */
	private function to_hung_bridge( string $url, array $args ): \WP_Error {
		$handle = curl_init( 'http://' . stream_socket_get_name( $this->hung, false ) );
		curl_setopt_array(
			$handle,
			array(
				CURLOPT_RETURNTRANSFER => true,
				CURLOPT_CONNECTTIMEOUT => 10,
				CURLOPT_TIMEOUT        => $args['timeout'],
			)
		);
		do_action( 'http_api_curl', $handle, $args, $url );
		curl_exec( $handle );
		$said = curl_error( $handle );
		preg_match( '/after (\d+) milliseconds/', $said, $found );
		$this->waited[] = (int) ( $found[1] ?? 0 );
		return new \WP_Error( 'http_request_failed', 'cURL error ' . curl_errno( $handle ) . ": $said" );
	}

	public function test_a_page_waits_for_a_hung_bridge_less_than_a_second_and_once(): void {
		Site::$now->server = fn ( string $url, array $args ) => $this->to_hung_bridge( $url, $args );
		$this->assertNull( self::on_page( 'A' ) );
		$this->assertNull( self::on_page( 'B' ) );
		$this->assertNull( self::on_new_page( 'A' ) );
		$this->assertCount( 1, $this->waited );
		// cURL gives up in the first moment after the limit, even on a machine that is busy.
		$this->assertGreaterThanOrEqual( 200, $this->waited[0] );
		$this->assertLessThan( 1000, $this->waited[0] );
		$this->assertSame( 'bridge.slow', Trouble::problem()?->code );
	}

	public function test_all_requests_of_a_page_share_its_time(): void {
		$deadline = new Deadline();
		$deadline->hold( static fn () => usleep( 290000 ) );
		$this->assertTrue( $deadline->is_over() );
		$this->assertFalse( ( new Deadline() )->is_over() );
	}

	public function test_a_page_whose_time_is_over_asks_nothing_more(): void {
		$this->tells();
		$answer            = Site::$now->server;
		Site::$now->server = static function ( string $url, array $args ) use ( $answer ) {
			usleep( str_contains( $url, '/articles' ) ? 300000 : 0 );
			return $answer( $url, $args );
		};
		self::on_page( 'A' );
		$this->assertNull( self::on_page( 'B' ) );
		$this->assertSame( array( 'A' ), self::asked_for() );
	}

	public function test_a_server_that_cannot_keep_the_limit_asks_nothing_and_tells_the_admin(): void {
		Site::$now->has_curl = false;
		$this->assertNull( self::on_page( 'A' ) );
		$this->assertSame( array(), Site::$now->requests );
		$this->assertSame( 'stock.no_curl', Trouble::problem()?->code );
	}

	public function test_only_requests_of_the_page_to_the_bridge_are_limited(): void {
		( new Deadline() )->hold( static fn () => null );
		$this->assertFalse( has_filter( 'http_api_curl' ) );
		$this->assertTrue( ( new Deadline() )->hold( static fn () => has_filter( 'http_api_curl' ) ) );
	}
}
