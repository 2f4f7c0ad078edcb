<?php
namespace Kontor\Bridge\Tests;

use Kontor\Bridge\Bridge\Base64Url;
use Kontor\Bridge\Bridge\Jws;
use Kontor\Bridge\Orders\Outbox;
use Kontor\Bridge\Orders\Sender;
use Kontor\Bridge\Pairing\Pairing;
use Kontor\Bridge\Prescription\Files;
use Kontor\Bridge\Prescription\Pushes;
use WC_Order;

/** How files reach the bridge. Its route for files is played by a fake. */
final class PusherTest extends PluginTest {
	private const PDF = "%PDF-1.4\nfile";

	/** What the bridge's route for files answers; null: that it has the file. @var array<string, mixed>|\WP_Error|null */
	private array|\WP_Error|null $answer = null;

	protected function setUp(): void {
		parent::setUp();
		$this->paired();
		$this->bridge->answers(
			'GET /results',
			array(
				'results' => array(),
				'cursor'  => 'c1',
				'more'    => false,
			)
		);
		$server            = Site::$now->server;
		Site::$now->server = function ( string $url, array $args ) use ( $server ) {
			if ( 'PUT' === $args['method'] ) {
				return $this->answer ?? Site::answer(
					200,
					(string) json_encode(
						array(
							'sha256'    => hash( 'sha256', $args['body'] ),
							'size'      => strlen( $args['body'] ),
							'mediaType' => 'application/pdf',
							'already'   => false,
						)
					)
				);
			}
			if ( ! str_ends_with( $url, '/events' ) ) {
				return $server( $url, $args );
			}
			$outcomes = array_map(
				static fn ( array $event ): array => array(
					'outcome'  => 'accepted',
					'id'       => (string) $event['order']['id'],
					'revision' => 1,
				),
				json_decode( $args['body'], true )['events']
			);
			return Site::answer( 200, (string) json_encode( array( 'outcomes' => $outcomes ) ) );
		};
	}

	/** An order with files of these contents, which is noted. */
	private static function order( int $id, string ...$contents ): WC_Order {
		$order                    = new WC_Order( $id );
		Site::$now->orders[ $id ] = $order;
		foreach ( $contents as $content ) {
			Files::store( $order, 'rezept.pdf', self::PDF . $content );
		}
		Outbox::touch( $id );
		return $order;
	}

	/** The requests so far, without those for results, each as its method and the end of its path. */
	private static function requests(): array {
		$paths = array_map( static fn ( array $request ): string => $request['args']['method'] . ' ' . basename( $request['url'] ), Site::$now->requests );
		return array_values( array_filter( $paths, static fn ( string $path ): bool => ! str_starts_with( $path, 'GET results' ) ) );
	}

	private static function put( string $content ): string {
		return 'PUT ' . hash( 'sha256', self::PDF . $content );
	}

	/** Makes everything due that waits for its next attempt. */
	private static function later(): void {
		self::database()->query( "UPDATE wp_kontor_outbox SET due_gmt = '2026-01-01 00:00:00'" );
		self::database()->query( "UPDATE wp_kontor_files SET due_gmt = '2026-01-01 00:00:00'" );
	}

	private static function down(): array {
		return Site::answer( 503, '<html>' );
	}

	public function test_each_file_is_pushed_once_and_before_the_event_that_names_it(): void {
		self::order( 1, 'a', 'b' );
		self::order( 2 );
		$this->assertNull( Sender::run() );
		$this->assertSame( array( self::put( 'a' ), self::put( 'b' ), 'POST events' ), self::requests() );
		Outbox::touch( 1 );
		$this->assertNull( Sender::run() );
		$this->assertSame( 'POST events', self::requests()[3] );
		$this->assertCount( 4, self::requests() );
	}

	public function test_a_push_is_signed_over_its_raw_bytes(): void {
		self::order( 1, 'a' );
		Sender::run();
		$request = Site::$now->requests[0];
		$this->assertSame( FakeBridge::URL . '/v1/shops/s1/files/' . hash( 'sha256', self::PDF . 'a' ), $request['url'] );
		$this->assertSame( self::PDF . 'a', $request['args']['body'] );
		$this->assertSame( 'application/pdf', $request['args']['headers']['content-type'] );
		$claims = Jws::verified( $request['args']['headers']['kontor-proof'], 'kontor-request+jws', Pairing::current()->key->public_jwk()['x'] );
		$this->assertSame( 'PUT', $claims['htm'] );
		$this->assertSame( $request['url'], $claims['htu'] );
		$this->assertSame( Base64Url::encode( hash( 'sha256', self::PDF . 'a', true ) ), $claims['bh'] );
	}

	public function test_an_order_waits_for_its_file_and_others_do_not(): void {
		self::order( 1, 'a' );
		self::order( 2 );
		$this->answer = self::down();
		$this->assertNull( Sender::run() );
		$this->assertTrue( Outbox::of( 1 )['waits'] );
		$this->assertSame( 'bridge.not_json', Outbox::of( 1 )['problem']->code );
		$this->assertFalse( Outbox::of( 2 )['waits'] );
		$this->answer = null;
		self::later();
		$this->assertNull( Sender::run() );
		$this->assertFalse( Outbox::of( 1 )['waits'] );
		$this->assertSame( array( self::put( 'a' ), 'POST events', self::put( 'a' ), 'POST events' ), self::requests() );
	}

	public function test_after_three_attempts_an_order_goes_without_its_file_which_follows_as_soon_as_it_can(): void {
		self::order( 1, 'a' );
		$this->answer = Site::answer( 413, '<title>Request Entity Too Large</title>' );
		for ( $attempt = 1; $attempt <= 4; $attempt++ ) {
			$this->assertSame( $attempt > 1, ! empty( Files::of( 1 )[0]['problem'] ) );
			Sender::run();
			self::later();
		}
		$this->assertFalse( Outbox::of( 1 )['waits'] );
		$this->assertSame( 'POST events', self::requests()[4] );
		$this->assertFalse( Files::of( 1 )[0]['is_pushed'] );
		$this->answer = null;
		Sender::run();
		$this->assertTrue( Files::of( 1 )[0]['is_pushed'] );
		$this->assertNull( Files::of( 1 )[0]['problem'] );
		$this->assertSame( array( self::put( 'a' ) ), array_slice( self::requests(), -1 ) );
	}

	/** @dataProvider strange_answers */
	public function test_a_file_counts_as_pushed_only_if_the_bridge_names_its_hash( string $body ): void {
		self::order( 1, 'a' );
		$this->answer = Site::answer( 200, $body );
		Sender::run();
		$this->assertFalse( Files::of( 1 )[0]['is_pushed'] );
		$this->assertTrue( Outbox::of( 1 )['waits'] );
		$this->assertSame( 'bridge.other_version', Outbox::of( 1 )['problem']->code );
	}

	public function strange_answers(): array {
		return array(
			'another server'  => array( '{"status":"ok"}' ),
			'another file'    => array( '{"sha256":"' . str_repeat( '0', 64 ) . '","size":1,"mediaType":"application/pdf","already":false}' ),
			'not even a text' => array( '{"sha256":[1]}' ),
		);
	}

	public function test_a_file_that_the_bridge_took_long_ago_and_no_event_named_is_pushed_again(): void {
		self::order( 1, 'a' );
		Pushes::succeeded( 1, 1 );
		self::database()->query( "UPDATE wp_kontor_files SET pushed_gmt = '2026-01-01 00:00:00'" );
		Sender::run();
		$this->assertSame( array( self::put( 'a' ), 'POST events' ), self::requests() );
	}

	public function test_a_file_that_an_event_has_named_is_not_pushed_again_however_long_ago(): void {
		self::order( 1, 'a' );
		Sender::run();
		self::database()->query( "UPDATE wp_kontor_files SET pushed_gmt = '2026-01-01 00:00:00'" );
		Outbox::touch( 1 );
		Sender::run();
		$this->assertSame( array( self::put( 'a' ), 'POST events', 'POST events' ), self::requests() );
	}

	public function test_another_bridge_gets_the_files_of_the_orders_that_it_gets_and_no_others(): void {
		self::order( 1, 'a' );
		self::order( 2, 'b' );
		Sender::run();
		Pushes::forget();
		Site::$now->requests = array();
		Outbox::touch( 2 );
		Sender::run();
		Sender::run();
		$this->assertSame( array( self::put( 'b' ), 'POST events' ), self::requests() );
	}

	public function test_a_bridge_that_was_restored_gets_the_files_since_its_backup_again(): void {
		self::order( 1, 'a' );
		self::order( 2, 'b' );
		Sender::run();
		self::database()->query( "UPDATE wp_kontor_files SET pushed_gmt = '2026-01-01 00:00:00' WHERE order_id = 1" );
		Pushes::forget( time() - 3600 );
		$this->assertSame( array( true, false ), array( Files::of( 1 )[0]['is_pushed'], Files::of( 2 )[0]['is_pushed'] ) );
	}

	public function test_a_file_of_which_a_part_is_lost_says_so_and_does_not_keep_its_order_for_ever(): void {
		self::order( 1, 'a' );
		self::database()->query( 'DELETE FROM wp_kontor_file_parts' );
		Sender::run();
		$this->assertSame( 'file.lost', Outbox::of( 1 )['problem']->code );
		for ( $attempt = 1; $attempt <= 3; $attempt++ ) {
			self::later();
			Sender::run();
		}
		$this->assertFalse( Outbox::of( 1 )['waits'] );
	}

	public function test_a_copy_of_the_shop_pushes_nothing(): void {
		self::order( 1, 'a' );
		update_option( 'home', 'https://copy.example' );
		$this->assertSame( 'site.elsewhere', Sender::run()->code );
		$this->assertSame( 'site.elsewhere', Pairing::current()->put_file( str_repeat( '0', 64 ), 'x', 'image/png', 5 )->problem->code );
		$this->assertSame( array(), Site::$now->requests );
	}
}
