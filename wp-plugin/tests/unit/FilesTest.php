<?php
namespace Kontor\Bridge\Tests;

use Kontor\Bridge\Prescription\FileType;
use Kontor\Bridge\Prescription\Files;
use WC_Order;

final class FilesTest extends PluginTest {
	private const PDF = "%PDF-1.4\nfile";

	private static function order( int $id = 1 ): WC_Order {
		$order                    = new WC_Order( $id );
		Site::$now->orders[ $id ] = $order;
		return $order;
	}

	/** The name of a file in the order's meta data. */
	private static function named( WC_Order $order, int $place ): ?array {
		return json_decode( $order->get_meta( "_kontor_file_$place" ), true );
	}

	/** @dataProvider contents */
	public function test_the_type_of_a_file_is_known_by_its_content( string $bytes, ?string $type ): void {
		$this->assertSame( $type, FileType::of( $bytes ) );
	}

	public function contents(): array {
		return array(
			'PDF'                       => array( self::PDF, 'application/pdf' ),
			'JPEG'                      => array( "\xFF\xD8\xFF\xE0 and more", 'image/jpeg' ),
			'PNG'                       => array( "\x89PNG\r\n\x1A\n and more", 'image/png' ),
			'TIFF, small end first'     => array( "II*\x00 and more", 'image/tiff' ),
			'TIFF, big end first'       => array( "MM\x00* and more", 'image/tiff' ),
			'HEIC'                      => array( "\x00\x00\x00\x18ftypheic and more", 'image/heic' ),
			'a video'                   => array( "\x00\x00\x00\x18ftypisom and more", null ),
			'HTML'                      => array( '<html><script>', null ),
			'PHP'                       => array( '<?php system( $_GET["x"] );', null ),
			'SVG'                       => array( '<svg xmlns="http://www.w3.org/2000/svg">', null ),
			'a PDF behind another text' => array( "<?php ?>%PDF-1.4\n", null ),
			'a ZIP'                     => array( "PK\x03\x04", null ),
			'nothing'                   => array( '', null ),
		);
	}

	public function test_a_file_is_kept_whole_in_parts_of_text_and_named_on_the_order(): void {
		$order = self::order();
		$bytes = self::PDF . random_bytes( 700000 );
		$this->assertSame( 'stored', Files::store( $order, 'Rezept März.pdf', $bytes ) );
		$sha256 = hash( 'sha256', $bytes );
		$this->assertSame(
			array(
				'sha256'  => $sha256,
				'name'    => 'Rezept-März.pdf',
				'purpose' => 'prescription',
				'order'   => 1,
			),
			self::named( $order, 1 )
		);
		$this->assertSame( $sha256, hash( 'sha256', (string) Files::bytes( 1, $sha256 ) ) );
		$parts = self::database()->get_col( 'SELECT content FROM wp_kontor_file_parts' );
		$this->assertCount( 4, $parts );
		foreach ( $parts as $part ) {
			$this->assertMatchesRegularExpression( '#^[A-Za-z0-9+/]+=*$#', $part );
			$this->assertLessThanOrEqual( 262144, strlen( $part ) );
		}
		self::database()->query( 'DELETE FROM wp_kontor_file_parts WHERE part = 3' );
		$this->assertNull( Files::bytes( 1, $sha256 ), 'a file of which a part is lost' );
	}

	public function test_the_name_in_the_meta_data_is_short_and_harmless_whatever_the_browser_says(): void {
		foreach ( array( '../../wp-config.php', 'a.php.pdf', '', '.htaccess', str_repeat( '𝕏', 300 ) . '.pdf', "\"\\\x00'<script>.PDF" ) as $place => $name ) {
			$order = self::order( $place + 1 );
			$this->assertSame( 'stored', Files::store( $order, $name, self::PDF ) );
			$json = $order->get_meta( '_kontor_file_1' );
			$this->assertLessThanOrEqual( 500, strlen( $json ), $name );
			$this->assertMatchesRegularExpression( '#^[^/\\\\<>"\']+\.pdf$#u', json_decode( $json, true )['name'] );
		}
	}

	public function test_an_order_takes_twenty_files_and_the_same_file_once(): void {
		$order = self::order();
		for ( $place = 1; $place <= 20; $place++ ) {
			$this->assertSame( 'stored', Files::store( $order, "page $place.pdf", self::PDF . $place ) );
			$this->assertSame( 'stored', Files::store( $order, 'again.pdf', self::PDF . $place ) );
		}
		$this->assertSame( 'too_many', Files::store( $order, 'more.pdf', self::PDF ) );
		$this->assertSame( range( 1, 20 ), array_column( Files::of( 1 ), 'place' ) );
		$this->assertSame( 'page-20.pdf', self::named( $order, 20 )['name'] );
	}

	public function test_a_file_that_is_empty_too_large_or_of_another_type_is_not_kept(): void {
		$order = self::order();
		$this->assertSame( 'empty', Files::store( $order, 'a.pdf', '' ) );
		$this->assertSame( 'wrong_type', Files::store( $order, 'a.pdf', '<html>' ) );
		$this->assertSame( 'too_large', Files::store( $order, 'a.pdf', str_pad( self::PDF, Files::LARGEST_BYTES + 1 ) ) );
		$this->assertSame( 'stored', Files::store( $order, 'a.pdf', str_pad( self::PDF, Files::LARGEST_BYTES ) ) );
		$this->assertCount( 1, Files::of( 1 ) );
	}

	public function test_a_file_that_the_database_refuses_is_not_named(): void {
		$order                   = self::order();
		self::database()->broken = 'INTO wp_kontor_file_parts';
		$this->assertSame( 'not_stored', Files::store( $order, 'a.pdf', self::PDF ) );
		$this->assertSame( array(), $order->get_meta_data() );
		$this->assertSame( array(), Files::of( 1 ) );
	}

	public function test_a_removed_file_leaves_nothing_behind_and_frees_its_place(): void {
		$order = self::order();
		Files::store( $order, 'first.pdf', self::PDF . '1' );
		Files::store( $order, 'second.pdf', self::PDF . '2' );
		Files::remove( $order, 1 );
		$this->assertNull( self::named( $order, 1 ) );
		$this->assertSame( 'second.pdf', self::named( $order, 2 )['name'] );
		$this->assertNull( Files::bytes( 1, hash( 'sha256', self::PDF . '1' ) ) );
		Files::store( $order, 'third.pdf', self::PDF . '3' );
		$this->assertSame( 'third.pdf', self::named( $order, 1 )['name'] );
	}

	public function test_two_orders_do_not_share_a_file_even_if_it_is_the_same(): void {
		Files::store( self::order( 1 ), 'a.pdf', self::PDF );
		Files::store( self::order( 2 ), 'a.pdf', self::PDF );
		Files::remove_all( 1 );
		$this->assertSame( self::PDF, Files::bytes( 2, hash( 'sha256', self::PDF ) ) );
		$this->assertSame( array(), Files::of( 1 ) );
	}
}
