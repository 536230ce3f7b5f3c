// The one main of every unit test program: Boost.Test, header-only.
#define BOOST_TEST_MODULE casement
#include <boost/test/included/unit_test.hpp>
