filedesc://a.arc 0.0.0.0 20040303080000 text/plain 66
1 0 test
URL IP-address Archive-date Content-type Archive-length

http://post.example/rain 10.0.0.1 20040303080000 text/html 193
HTTP/1.0 200 OK
Content-Type: text/html

<!doctype html><title>Rain falls</title><article><h1>Rain falls</h1><p>Rain fell on Oslo on Monday, and boats stayed in port for a day.</p></article>
