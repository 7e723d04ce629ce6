import { nameTest } from './name-pattern.js';

/** Functions whose results say little of what they are given. */
export const SAYS_LITTLE = nameTest([
  '{len,int,float,bool,isinstance,issubclass,hash,id,ord,type,hasattr,callable,any,all,print}',
  'os.path.{exists,isfile,isdir,islink,getsize,getmtime}',
  '*.{exists,is_file,is_dir,startswith,endswith,isdigit,hexdigest,digest}',
  'hashlib.*',
  'hmac.*',
  'logging.*',
]);
/** Functions that make an object which writes to their argument. */
export const WRITERS = nameTest([
  'open',
  '{io,os,codecs,gzip,bz2,lzma,tarfile,aiofiles}.{open,fdopen}',
  'zipfile.ZipFile',
  'tempfile.{NamedTemporaryFile,TemporaryFile}',
  'io.{TextIOWrapper,BufferedWriter}',
  'csv.{writer,DictWriter}',
  '*.open',
]);
/** Methods that change their object by what they are given. */
export const CHANGES = nameTest([
  '*.{append,add,update,extend,insert,setdefault,put,write,writelines,writestr,write_text,write_bytes,add_field,attach,send}',
]);
/** Methods that write. */
export const WRITES = nameTest(['*.{write,writelines,write_text,write_bytes}']);
/** Functions that write what their first argument holds to their second. */
export const COPIES = nameTest(['shutil.{copyfileobj,copy,copy2,copyfile}']);
/** Functions that write what an address has to their second argument. */
export const DOWNLOADS = nameTest(['urllib.request.urlretrieve', 'urllib.urlretrieve', 'wget.download']);
