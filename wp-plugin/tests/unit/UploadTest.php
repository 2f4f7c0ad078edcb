<?php
namespace Kontor\Bridge\Tests;

use Kontor\Bridge\Admin\FileDownload;
use Kontor\Bridge\Prescription\Files;
use Kontor\Bridge\Prescription\Upload;
use Kontor\Bridge\Settings;
use WC_Order;

/** Who may send files for an order. How a web server receives them is tested with a real shop. */
final class UploadTest extends PluginTest {
	protected function setUp(): void {
		parent::setUp();
		Settings::change( array( 'files' => true ) );
		$_SERVER['REQUEST_METHOD'] = 'POST';
		$_GET                      = array( 'kontor-files' => 'send' );
		$_FILES                    = array();
	}

	protected function tearDown(): void {
		unset( $_SERVER['REQUEST_METHOD'] );
		$_GET   = array();
		$_FILES = array();
	}

	private static function order( int $customer, string $status = 'processing' ): WC_Order {
		$order                = new WC_Order( 1, $status );
		$order->customer_id   = $customer;
		$order->order_key     = 'wc_order_secret';
		Site::$now->orders[1] = $order;
		return $order;
	}

	/** Sends the form for order 1. Returns how WordPress ended the request. */
	private static function send( ?string $key = null, string $nonce = 'kontor_files_1' ): string {
		$_GET  = array( 'kontor-files' => 'send' ) + ( null === $key ? array() : array( 'key' => $key ) );
		$_POST = array(
			'kontor_order' => '1',
			'kontor_nonce' => $nonce,
		);
		try {
			( new Upload() )->receive();
		} catch ( Stopped $end ) {
			return $end->getMessage();
		}
		return 'went on';
	}

	private static function shown(): string {
		ob_start();
		( new Upload() )->show( 1 );
		return (string) ob_get_clean();
	}

	public function test_a_guests_order_takes_files_from_whoever_has_its_key(): void {
		self::order( 0 );
		$this->assertStringStartsWith( 'https://shop.example/checkout/order-received/1/?key=wc_order_secret&kontor-files=none', self::send( 'wc_order_secret' ) );
		foreach ( array( null, '', 'wc_order_other', 'WC_ORDER_SECRET' ) as $key ) {
			$this->assertSame( 'died 403', self::send( $key ) );
			$this->assertSame( '', self::shown() );
		}
	}

	public function test_an_order_without_a_key_takes_no_files_from_a_visitor_without_one(): void {
		self::order( 0 )->order_key = '';
		$this->assertSame( 'died 403', self::send( '' ) );
	}

	public function test_an_order_of_an_account_takes_files_only_from_that_account_whoever_has_its_key(): void {
		self::order( 7 );
		$this->assertStringStartsWith( 'https://shop.example/my-account/view-order/1/?kontor-files=none', self::send() );
		self::order( 8 );
		$this->assertSame( 'died 403', self::send( 'wc_order_secret' ) );
		$this->assertSame( 'died 403', self::send() );
	}

	/** @dataProvider closed */
	public function test_an_order_that_will_not_be_delivered_takes_no_files( string $status ): void {
		self::order( 7, $status );
		$this->assertSame( 'died 403', self::send() );
		$this->assertSame( '', self::shown() );
	}

	public function closed(): array {
		return array( array( 'cancelled' ), array( 'refunded' ), array( 'failed' ), array( 'trash' ) );
	}

	public function test_a_shop_that_has_not_chosen_it_takes_no_files(): void {
		self::order( 7 );
		Settings::change( array( 'files' => false ) );
		$this->assertSame( 'died 403', self::send() );
		$this->assertSame( '', self::shown() );
	}

	public function test_a_form_without_its_own_nonce_changes_nothing(): void {
		self::order( 7 );
		$this->assertStringContainsString( 'kontor-files=expired', self::send( null, 'kontor_files_2' ) );
	}

	/** @dataProvider uploads */
	public function test_a_file_that_php_did_not_receive_is_told_to_the_customer( int $error, string $result ): void {
		self::order( 7 );
		$_FILES['kontor_files'] = array(
			'name'     => array( 'a.pdf' ),
			'tmp_name' => array( __FILE__ ),
			'error'    => array( $error ),
		);
		$this->assertStringContainsString( "kontor-files=$result", self::send() );
		$this->assertSame( array(), Files::of( 1 ) );
	}

	public function uploads(): array {
		return array(
			'larger than the server takes'         => array( UPLOAD_ERR_INI_SIZE, 'too_large' ),
			'cut off'                              => array( UPLOAD_ERR_PARTIAL, 'not_stored' ),
			'none chosen'                          => array( UPLOAD_ERR_NO_FILE, 'none' ),
			'a file of the server, not a sent one' => array( UPLOAD_ERR_OK, 'empty' ),
		);
	}

	public function test_a_request_that_php_has_dropped_says_that_it_was_too_large(): void {
		$_POST = array();
		$this->expectExceptionMessage( 'kontor-files=too_much' );
		( new Upload() )->receive();
	}

	public function test_other_requests_go_on(): void {
		$_SERVER['REQUEST_METHOD'] = 'GET';
		( new Upload() )->receive();
		$_SERVER['REQUEST_METHOD'] = 'POST';
		$_GET                      = array();
		( new Upload() )->receive();
		$this->assertSame( array(), Site::$now->requests );
	}

	public function test_a_file_is_handed_out_only_to_users_who_may_edit_orders_and_by_a_link_of_the_order(): void {
		Files::store( self::order( 7 ), 'a.pdf', "%PDF-1.4\nfile" );
		$_REQUEST         = array(
			'order' => '1',
			'place' => '1',
		);
		$answer           = static function (): string {
			try {
				( new FileDownload() )->answer();
			} catch ( Stopped $end ) {
				return $end->getMessage();
			}
			return 'went on';
		};
		Site::$now->nonce = 'kontor_file';
		$this->assertSame( 'died 403', $answer() );
		Site::$now->capabilities = array( 'edit_shop_orders' );
		Site::$now->nonce        = '';
		$this->assertSame( 'died by nonce', $answer() );
		Site::$now->nonce  = 'kontor_file';
		$_REQUEST['place'] = '2';
		$this->assertSame( 'died 404', $answer() );
	}
}
