// Package bundle is a community's ops in one file, for a USB stick or any other way to carry a file.
//
// A bundle is a CAR file of version 1 (package car). Its one root is its first block, the manifest; each op is two blocks after it:
//
//	varint ‖ {"roots": [CID of the manifest], "version": 1}    the CAR header
//	varint ‖ CID ‖ manifest
//	varint ‖ op id ‖ header                                    the first op: the header's own bytes, so the block's CID is the op id
//	varint ‖ CID ‖ {"sig": bytes 64, "body": bytes or null}    its envelope, always right behind it; null: the body is not at hand
//	…                                                          as many ops as the manifest says, each behind those that it cites
//
// All blocks are strict DAG-CBOR under CIDv1 dag-cbor sha2-256, so other IPLD tools can follow the links from the manifest's frontier down to
// the genesis. The manifest is a map:
//
//	"v"        1
//	"by"       bytes 32: the device that wrote the file. Nothing proves it
//	"com"      bytes 32: the community. The id of its genesis is this digest
//	"ops"      uint: how many ops follow
//	"kind"     "bundle"
//	"made_ms"  ms: the writer's clock
//	"frontier" array of {"op": id, "dev": bytes 32}, strictly ascending by device: the last op of each device that the writer holds, whether
//	           the file has it or not
//
// An annotated file lies in testdata.
//
// The package promises that memory does not depend on the length of a file, that a file that was cut short gives every whole op and then says
// so, and that a bundle that is read to its end writes itself again, byte for byte. It checks the form of ops and that they are of one community.
// It checks no signature, no right, no order and no double: whoever takes the ops in must do that anyway, as with ops from anywhere.
package bundle
